# Who walks along is known to the team; in an emergency the record opens, and the lead looks at it.
person amara as $nia
sign in amara
get /people/$nia/companions
expect 200
see amara
post /people/$nia/companions staff=&action=walk
expect 422
# of the team, not walking along: whom to ask, and no more
sign in cora
get /people/$nia/companions
expect 200
see Please ask one of these colleagues
# named, without a way into a record that is closed
see <p class="whose"><span class="no-print"><bdi>Nia</bdi> · </span>K-
get /people/$nia/emergency
expect 403
post /people/$nia/companions staff=&action=walk
expect 403
# safeguarding opens it with one line of reason
sign in sage
get /people/$nia
expect 403
get /people/$nia/emergency
expect 200
see It is reviewed, not punished
post /people/$nia/emergency reason=
expect 422
post /people/$nia/emergency reason=Somebody+waits+outside
expect 303
get /people/$nia
expect 200
# she can see at once that it was opened, by whom and why
sign in amara
get /people/$nia/opened
see opened this record in an emergency
see Somebody waits outside
# the lead is told, and has looked at it
sign in lena
get /companions/review
expect 200
see Somebody waits outside
sign in amara
get /companions/review
expect 403
