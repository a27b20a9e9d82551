# How are they today? Half a minute from the person's page.
person amara as $nia
sign in amara
get /people/$nia
see /people/$nia/check-ins/new
get /people/$nia/check-ins
expect 200
see No check-in yet
get /people/$nia/check-ins/new
expect 200
post /people/$nia/check-ins/new level=9
expect 422
post /people/$nia/check-ins/new level=4&words=slept+well&next=2026-02-01
expect 422
see This day is already over.
see slept well
post /people/$nia/check-ins/new level=4&words=slept+well&helped=the+garden&next=2026-03-05
expect 303
follow
see How are they?
get /people/$nia/check-ins
see Quite well
see the garden
keep $row after /check-ins/
get /people/$nia/check-ins/$row
see slept well
post /people/$nia/check-ins/$row level=3&words=slept+a+little
expect 303
get /people/$nia/check-ins/new
post /people/$nia/check-ins/$row level=2&words=slept+badly
expect 409
see slept a little
see slept badly
sign in nadia
get /people/$nia/check-ins
expect 403
