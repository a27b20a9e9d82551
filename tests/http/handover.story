# Somebody else takes over: told first, agreed, taken on.
person amara as $nia
sign in amara
get /people/$nia/hand-over
expect 200
see Until then nothing changes
post /people/$nia/hand-over note=promised+to+call
expect 422
sign in carla
get /people/$nia/hand-over
expect 403
get /hand-over
expect 403
sign in lena
get /hand-over
expect 200
see Only when somebody has left suddenly
see amara
# what she does not hold herself, she cannot hand on, and the page says so
keep $amara after <option value="
get /hand-over?of=$amara
see Nia
see Does not move with the key
see what was told
see not counselling
