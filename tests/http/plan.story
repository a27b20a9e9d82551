# A plan grows out of their own words: goals, ways with their hard parts, steps, agreed also unsigned, printed.
person amara as $nia
sign in amara
get /people/$nia/words
post /people/$nia/words concerns=My+brother+does+not+know+where+I+am.&wishes=To+work+again.&state=written&before=
expect 303
get /people/$nia
see A plan, in their own words
get /people/$nia/plan
expect 200
see There is no right number of goals
see My brother does not know where I am.
get /people/$nia/plan/goals/new?from=concern
see >Save the goal<
see My brother does not know where I am.
keep $said after name="source" value="
post /people/$nia/plan/goals/new words=&from=concern&source=$said
expect 422
see Please fill this in.
post /people/$nia/plan/goals/new words=That+he+hears+from+me.&from=concern&source=$said&domain=4&state=chosen
expect 303
get /people/$nia/plan
see That he hears from me.
see in their own words
keep $goal after /plan/goals/
# a way is explained with what may be hard, and may be declined
get /people/$nia/plan/goals/$goal/offer
see What it does not promise
post /people/$nia/plan/goals/$goal/offer words=A+letter+through+the+church.&hardships=It+may+take+long.&state=declined&reason=Too+many+people+see+it.
expect 303
get /people/$nia/plan
see Declined
see Because:
# a step, done with one tap
get /people/$nia/plan/goals/$goal/step
see >Save the plan step<
post /people/$nia/plan/goals/$goal/step words=Ring+the+search+service.&who=us&due=2026-03-05&shorter=tea
expect 303
get /
see A step of the plan
get /people/$nia/plan
keep $step after name="before" value="
post /people/$nia/plan/done before=$step
expect 303
# an older page: the second tap is told, not done twice
get /people/$nia/plan
post /people/$nia/plan/done before=$step
expect 409
see Somebody else wrote here meanwhile.
get /
see not A step of the plan
get /people/$nia/plan/goals/$goal/step
post /people/$nia/plan/goals/$goal/step words=Wait+for+the+answer+of+the+service.&who=self&due=2026-04-05&shorter=post
expect 303
# agreed, also without a signature; at the latest in three months
get /people/$nia/plan/agree
see Not signing changes nothing
post /people/$nia/plan/agree state=not&due=2027-01-01
expect 422
see Please look at it together within three months.
post /people/$nia/plan/agree state=not&due=2026-05-01&words=It+is+good+so.
expect 303
get /people/$nia/plan
see Looked at again by
see 1 May 2026
# two change the same goal
get /people/$nia/plan/goals/$goal
keep $before after name="before" value="
post /people/$nia/plan/goals/$goal words=That+he+knows+I+live.&state=chosen&domain=4&before=$before
expect 303
get /people/$nia/plan/goals/$goal
post /people/$nia/plan/goals/$goal words=That+he+comes.&state=chosen&before=$before
expect 409
see That he knows I live.
see That he comes.
# paper: asked first, in the person's language; the discreet form names nothing
get /people/$nia/plan/print
see Is it safe to carry?
post /people/$nia/plan/print carry=open&language=es
expect 303
follow
expect 200
see lang="es"
see That he knows I live.
get /people/$nia/plan/print
post /people/$nia/plan/print carry=discreet&language=en
follow
see post
see not Nia
see not Kintsugi
see not That he knows I live.
see not Wait for the answer
get /people/$nia/opened
see printed a page of this record
# who lacks the case
sign in nadia
get /people/$nia/plan
expect 403
sign in carla
get /people/$nia/plan
expect 403
# a lead may read it
sign in lena
get /people/$nia/plan
expect 200
see That he knows I live.
