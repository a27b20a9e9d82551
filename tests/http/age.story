# How old, and who said so.
person amara as $nia
sign in amara
get /people/$nia/age
expect 200
see born in
post /people/$nia/age how=&year=&age=&said_by=
expect 422
post /people/$nia/age how=known&year=&age=&said_by=
expect 422
see Please write a year with four digits
post /people/$nia/age how=estimated&year=&age=400&said_by=
expect 422
post /people/$nia/age how=estimated&year=&age=12&said_by=papers
expect 303
get /people/$nia
see by the papers
get /people/$nia/age
see value="2014"
post /people/$nia/age how=known&year=2013&age=&said_by=papers
expect 303
get /people/$nia
see born in
sign in bela
get /people/$nia/age
expect 403
