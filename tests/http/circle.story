# People around: a mother and her child, each with a record of their own, and somebody who must not come near.
person amara as $mia
person amara as $kid
person bela as $ayo
sign in amara
get /people/$mia/circle
expect 200
see Nobody is written down yet
get /people/$mia/circle/new?q=Person
expect 200
get /people/$mia/circle/new?other=$kid
expect 200
see Has a record of their own here
post /people/$mia/circle/new other=$kid&kind=child&words=&name=&reach=&day=&paper=
expect 303
get /people/$mia/circle
see Child
see Write it in the other record, too
keep $tie after &amp;row=
# nothing is written in the other record until somebody decides it there
get /people/$kid/circle
see Nobody is written down yet
get /people/$kid/circle/new?other=$mia&row=$tie
expect 200
post /people/$kid/circle/new other=$mia&kind=mother&words=&name=&reach=&day=&paper=
expect 303
get /people/$kid/circle/new?other=$mia
see Already written here
# somebody outside, who must be kept away, stands beside the contact rule
post /people/$kid/circle/new other=&kind=not_met&name=Uncle+Karim&words=Waits+at+the+school.&reach=&day=&paper=
expect 303
get /people/$kid
see Must not meet
see Uncle Karim
# nobody named, no kind
get /people/$kid/circle/new
post /people/$kid/circle/new other=&kind=mother&name=&words=&reach=&day=&paper=
expect 422
see Please say who it is
post /people/$kid/circle/new other=&kind=&name=Rosa&words=&reach=&day=&paper=
expect 422
# a caregiver receives a record of her own, with nothing copied
post /people/$kid/circle/new other=&kind=caregiver&name=Aunt+Rosa&words=&reach=at+the+market&day=&paper=
expect 303
get /people/$kid/circle
see Begin a record for this caregiver
keep $rosa after /circle/
# the family page: names and next days; what is closed says so
post /people/$mia/circle/new other=$ayo&kind=sibling&words=&name=&reach=&day=&paper=
expect 303
get /people/$mia/family
expect 200
see closed to you
# corrected, and the second of two sees what the first one wrote
get /people/$mia/circle/$tie
expect 200
post /people/$mia/circle/$tie other=$kid&kind=ward&words=The+aunt+says+so.&name=&reach=&day=&paper=
expect 303
get /people/$mia/circle/new
post /people/$mia/circle/$tie other=$kid&kind=relative&words=Mine.&name=&reach=&day=&paper=
expect 409
see The aunt says so.
see Mine.
# ended, with a reason
get /people/$mia/circle
keep $now after /circle/
get /people/$mia/circle/$now/end
expect 200
post /people/$mia/circle/$now/end reason=It+was+somebody+else.&day=2099-01-01&told=&paper=
expect 422
post /people/$mia/circle/$now/end reason=It+was+somebody+else.&day=&told=&paper=
expect 303
get /people/$mia/circle
see It was somebody else.
get /people/$mia/timeline?kind=circle
expect 200
see Somebody is no longer around
# not walking along: closed
sign in bela
get /people/$mia/circle
expect 403
get /people/$mia/family
expect 403
sign in carla
get /people/$mia/circle/new
expect 403
sign in eva
get /people/$mia/circle
expect 403
