"""Starts a real PostgreSQL and a real Valkey for one command on a machine that has neither.

`python -m config.embedded [--data NAME | --fresh] -- COMMAND` is the only starter; settings and tests never
start
servers. For development and tests: durability is switched off, so a power cut may lose the data.

    places    where data may lie, and as which account the servers run
    programs  where the wheels keep the servers' programs
    locks     file locks, which the kernel releases however their holder ends
    postgres, valkey   how one server is prepared, started, asked and stopped
    keeper    the small process that owns one server for as long as anybody uses it
    lifetime  joining and leaving a kept server
    command   running the command between the two
"""
