# Where they sleep: the arrival card is not asked again, moving ends the place before, the address opens apart.
sign in amara
get /people/new
post /people/new label=Lotus&place=Blue+house
expect 303
keep $nia after /people/
get /people/$nia
see A place for now
see not Blue house
get /people/$nia/stays
expect 200
see Show the place
see Blue house
post /people/$nia/stays kind=castle
expect 422
post /people/$nia/stays kind=shelter&site=nowhere
expect 422
see Please choose one of the answers that are offered.
post /people/$nia/stays kind=shelter&day=2030-01-01
expect 422
see This day is still to come.
post /people/$nia/stays kind=family&place=At+the+aunt&address=Hill+road+7&until=2026-03-06
expect 303
follow
see With family
see Hill road 7
see agreed until
get /people/$nia
see With family
see not Hill road
get /
see Where they stay
# it ends; two who end it
get /people/$nia/stays
keep $row after /stays/
get /people/$nia/stays/$row
see At the aunt
post /people/$nia/stays/$row kind=family&place=At+the+aunt&address=Hill+road+7&ended=2020-01-01
expect 422
see This day lies before the beginning.
post /people/$nia/stays/$row kind=family&place=At+the+aunt&address=Hill+road+7&ended=2026-03-02
expect 303
get /people/$nia/stays
post /people/$nia/stays/$row kind=family&place=At+the+uncle
expect 409
see saved this meanwhile
see At the uncle
get /people/$nia/stays
see is not written down
# a manager sees the kind, not the place
sign in grace
get /people/$nia/stays
see With family
see not Hill road 7
see closed to you
sign in bela
get /people/$nia/stays
expect 403
sign in eva
get /people/$nia/stays
expect 403
