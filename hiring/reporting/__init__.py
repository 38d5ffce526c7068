"""The candidate report: from plain facts to a page, a PDF and a workbook. No framework, no database, no clock."""
