# A list of people comes in: its columns are said, its rows are looked at, and then it is written, wholly.
alone
# who brings lists: managers and leads
sign in amara
get /people/import
expect 403
sign in lena
get /people/import
expect 200
see Nothing is written before you say so
# what cannot be read is said kindly, and nothing is kept
send none as file to /people/import kind=people
expect 422
see Please choose a file with something in it.
send import-people.csv as file to /people/import
expect 422
see Please say what stands in the sheet.
send signed.pdf as file to /people/import kind=people
expect 422
see This is a document and no table.
get /people/import
see not signed.pdf
# the columns are guessed; days that can be read in two ways are asked about
send import-people.csv as file to /people/import kind=people
expect 303
keep $sheet after /people/import/
follow
see What the columns are
see Amaru Quispe
see How 03/04/2026 is meant in this sheet
post /people/import/$sheet/map c-0=number&c-1=name&c-2=birth&c-3=entry
expect 422
see Please say how days are meant in this sheet.
post /people/import/$sheet/map c-0=number&c-1=name&c-2=birth&c-3=name&order=1
expect 422
see Another column holds this already.
post /people/import/$sheet/map c-0=&c-1=&c-2=birth&c-3=entry&order=1
expect 422
see Please say which column has the names or the numbers of people.
post /people/import/$sheet/map c-0=number&c-1=name&c-2=birth&c-3=entry&order=1
expect 303
rest
# row by row; nothing is written yet
get /people/import/$sheet
expect 200
see What would be written
see Nothing is written yet.
see There is no such day.
see 2024-02-31
get /people?q=Quispe
see Nobody by this name
get /people/import/$sheet
post /people/import/$sheet/write
expect 422
see Some rows cannot be read as they are.
post /people/import/$sheet/write leave_bad=1
expect 303
rest
get /people/import/$sheet
expect 200
see It is written
see not Amaru
get /people?q=Quispe
see Amaru Quispe
keep $amaru after /people/
get /people/$amaru
see Brought in from a spreadsheet
get /people?q=Mamani
see Nobody by this name
# the same list once more: who is here already is asked about
get /people/import
send import-people.csv as file to /people/import kind=people
keep $again after /people/import/
follow
post /people/import/$again/map c-0=number&c-1=name&c-2=birth&c-3=entry&order=1
expect 303
rest
get /people/import/$again
see Who may be here already
see the same as
post /people/import/$again/write leave_bad=1
expect 422
see Some may be here already.
post /people/import/$again/alike rest=3
expect 303
rest
get /people/import/$again
post /people/import/$again/drop
expect 303
get /people/import/$again
expect 404
# it is nobody else's
sign in grace
get /people/import/$sheet
expect 404
