# Savings are theirs; work that nobody has looked at says so; going home is asked about afterwards.
person amara as $nia
sign in amara
get /people/$nia/services/savings
expect 200
see no help depends on it
post /people/$nia/services/savings put_aside=&holder=
expect 422
see Please answer at least one of the questions.
post /people/$nia/services/savings put_aside=20+dollars&holder=self&goal=A+sewing+machine
expect 303
follow
see A sewing machine
see The person
get /people/$nia/services/work
post /people/$nia/services/work what=work&place=The+bakery&contract=no&safe=perhaps
expect 422
post /people/$nia/services/work what=work&place=The+bakery&contract=no&safe=waits
expect 303
follow
see Nobody has looked at this place yet.
keep $row after /onward/
get /people/$nia/onward/$row
see The bakery
post /people/$nia/onward/$row/savings put_aside=1
expect 404
get /people/$nia/onward/$row
post /people/$nia/onward/$row/work what=work&place=The+bakery&contract=yes&checked_by=Bela&checked=2026-03-01&safe=yes
expect 303
follow
see not Nobody has looked at this place yet.
see Bela
post /people/$nia/onward/$row/work what=work&place=Another+bakery
expect 409
see Bela
see Another bakery
get /people/$nia/services/return
see goes out only with a consent
post /people/$nia/services/return choice=I+want+to+see+my+mother&decided=goes&next=2020-01-01
expect 422
see Please choose today or a day to come.
post /people/$nia/services/return choice=I+want+to+see+my+mother&decided=goes&next=2026-03-05
expect 303
follow
see Nobody has looked at the risk yet.
see I want to see my mother
get /
see After going home: how is it there?
get /people/$nia/services/after
post /people/$nia/services/after reached=yes&how=well&words=The+garden+is+green
expect 303
get /
see not After going home: how is it there?
get /people/$nia/timeline?kind=onward
see The garden is green
sign in carla
get /people/$nia/services/savings
expect 403
sign in bela
get /people/$nia/onward/$row
expect 403
