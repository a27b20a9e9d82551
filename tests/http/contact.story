# Safe contact: nothing is allowed before it was asked.
alone
person amara as $nia
sign in amara
get /people/$nia/contact
expect 200
see Do not contact.
post /people/$nia/contact phone_message=1
expect 422
post /people/$nia/contact phone_answer=yes&phone_hours=evenings&phone_until=2026-03-40
expect 422
see evenings
post /people/$nia/contact phone_answer=yes&phone_hours=evenings&phone_words=It+is+the+library.&letter_answer=no
expect 303
# the words that were agreed bring their own full stop
get /people/$nia
see Say: “<bdi>It is the library.</bdi>”
see not .</bdi>”.
get /people/$nia/contact
see Asked today.
see Leave no message.
keep $before after name="before" value="
# thirty-one days later it wants to be asked again
pass 745 hours
sign in amara
get /people/$nia/contact
see Please ask again
post /people/$nia/contact phone_answer=no&before=$before
expect 303
sign in carla
get /people/$nia/contact
expect 403
