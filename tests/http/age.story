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
keep $before after name="before" value="
post /people/$nia/age how=known&year=2013&age=&said_by=papers&before=$before
expect 303
# from an older page: somebody else saved meanwhile
get /people/$nia/age
post /people/$nia/age how=known&year=1999&age=&said_by=relative&before=$before
expect 409
see saved this meanwhile
see born in <bdi>2013</bdi>
see value="1999"
see >Save the age<
get /people/$nia/timeline?kind=age
see 2014
see 2013
see not 1999
get /people/$nia
see born in
sign in bela
get /people/$nia/age
expect 403
