"""Tables for Excel and CSV: a frozen TableView of typed values, and what writes it.

table = TableView(title="委員名簿", day=day, columns=(Column("氏名", wide=20), …), rows=(("梶原 純", …), …))
book.written((table,))          # the bytes of an .xlsx file: book
csvfile.written(table)          # the bytes of a .csv file: csvfile, restored() for what reads it again
find("roster").compose(…)       # the table form of a paper: registry
"""
