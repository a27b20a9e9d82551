# Something happened at night: it is written, corrected, and the second of two who correct it sees what the first one wrote.
person amara as $nia
sign in amara
get /people/$nia
see Something happened
get /people/$nia/events
expect 200
see the door stays open
get /people/$nia/events/new
expect 200
see What happened, in short
post /people/$nia/events/new kind=&words=a+man+at+the+gate
expect 422
see a man at the gate
post /people/$nia/events/new kind=threat&day=2026-03-09&words=a+man+at+the+gate
expect 422
see This day is still to come.
post /people/$nia/events/new kind=threat&words=a+man+at+the+gate&done=called+the+police&plan=not_yet&next=change+the+lock
expect 303
follow
see Saved.
see The safety plan, once more together
see change the lock
get /people/$nia/events
see A threat, or pressure
see called the police
keep $row after /events/
get /people/$nia/events/$row
see a man at the gate
post /people/$nia/events/$row kind=threat&words=two+men&done=called+the+police&plan=yes&next=
expect 303
follow
see not The safety plan, once more together
get /people/$nia/events/new
post /people/$nia/events/$row kind=threat&words=three+men&done=
expect 409
see two men
see three men
# whoever is on call reads what was done, and not the words
sign in nadia
get /people/$nia/events
expect 200
see called the police
see not two men
see What happened is closed to you.
get /people/$nia/events/$row
expect 403
get /people/$nia/events/new
see not What happened, in short
post /people/$nia/events/new kind=missing&done=looked+in+the+street
expect 303
follow
expect 200
see looked in the street
sign in carla
get /people/$nia/events
expect 403
sign in eva
get /people/$nia/events/new
expect 403
