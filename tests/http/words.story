# Their own words come before anything is scored; four answers, and each is a full one.
person amara as $nia
sign in amara
get /people/$nia/words
expect 200
see Before anything is asked
post /people/$nia/words state=not_yet
expect 422
see why it is not possible yet
post /people/$nia/words state=not_yet&why=asleep
expect 303
get /people/$nia/words
see Not yet possible:
keep $before after name="before" value="
post /people/$nia/words concerns=the+night&wishes=to+sew+again&language=es&spoken=la+noche&before=$before
expect 303
get /people/$nia/words
see to sew again
see la noche
# somebody wrote meanwhile: who comes second is told, and sees both
post /people/$nia/words wishes=my+own+room&before=$before
expect 409
see to sew again
see my own room
sign in carla
get /people/$nia/words
expect 403
