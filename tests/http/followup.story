# Who said yes at the end is asked; who said no is not.
person amara as $nia
sign in amara
get /people/$nia/follow-up
expect 200
see talked about when it ends
get /people/$nia/closure
see May we ask how it is afterwards
post /people/$nia/closure reason=moved&wish=yes&given=spoken
expect 422
see A spoken yes needs a second person
post /people/$nia/closure reason=moved&wish=how&given=signature
expect 422
see Please write in which way
post /people/$nia/closure reason=moved&wish=yes&given=signature&rule_right=1
expect 303
get /people/$nia/follow-up
see We may ask until
see No way of contact is called safe today
post /people/$nia/follow-up outcome=not_found&words=three+calls
expect 303
get /people/$nia/follow-up
see Looked for and not found
see three calls
get /people/$nia/consents
see Being asked again later
get /people/$nia/follow-up
post /people/$nia/follow-up outcome=did_not_wish
expect 303
get /people/$nia/follow-up
see Nobody gets in touch any more
post /people/$nia/follow-up outcome=seen
expect 422
see There is no yes that still holds
post /people/$nia/follow-up outcome=seen&herself=1
expect 303
sign in carla
get /people/$nia/follow-up
expect 403
