"""The candidate report: from plain facts to a page, a PDF and a workbook. No framework, database or clock."""
