# The practice register: evaluation writes, everybody reads, two correct the same one.
alone
sign in amara
get /
see <a href="/practices"
get /practices
expect 200
see Nothing is written here yet
see not Add a practice
get /practices/new
expect 403
sign in eva
get /practices
see Add a practice
get /practices/new
expect 200
see Please write nothing about a person
post /practices/new name=Savings+circle&what=&level=promising
expect 422
see Please fill this in.
# who claims evidence names it
post /practices/new name=Savings+circle&what=Ten+people+save+together.&level=evidence
expect 422
see Please name what this rests on, or call it promising.
post /practices/new name=Savings+circle&what=Ten+people+save+together.&level=proven
expect 422
see Please choose one of the answers that are offered.
post /practices/new name=Savings+circle&what=Ten+people+save+together.&level=promising&reviewed=2199-01-01
expect 422
see This day is still to come.
post /practices/new name=Savings+circle&what=Ten+people+save+together.&whom=Adults&level=promising
expect 303
keep $circle after /practices/
follow
expect 200
see Saved.
see no source is named
see never yet
get /practices
see Savings circle
see not time to look again
# everybody reads, also whoever sees no person
sign in tom
get /practices/$circle
expect 200
see Ten people save together.
see not Correct it
sign in vera
get /practices/$circle
expect 200
get /practices/$circle/correct
expect 403
# a lead corrects; of a second one, what was saved meanwhile is shown
sign in lena
get /practices/$circle/correct
see Ten people save together.
post /practices/$circle/correct name=Savings+circle&what=Eight+people+save+together.&level=informed&source=A+review+of+savings+groups&reviewed=2021-01-05
expect 303
keep $second after /practices/
follow
see Eight people save together.
see What was written before
see Ten people save together.
see time to look again
sign in grace
get /practices/$second/correct
post /practices/$circle/correct name=Savings+circle&what=Twelve+people.&level=promising
expect 409
see saved this meanwhile
see Eight people save together.
see Twelve people.
# what is not done any more stays, at the end
get /practices/$second/correct
post /practices/$second/correct name=Savings+circle&what=Eight+people+save+together.&level=promising&stopped=1
expect 303
follow
see This is not done any more.
get /practices/$circle
see This is not done any more.
get /practices
see >not done any more<
get /practices/00000000000000000000000000000000
expect 404
get /practices/$circle0
expect 404
