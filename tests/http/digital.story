# Phone and accounts are looked at together; nothing is changed before it was asked who would notice.
person amara as $nia
sign in amara
get /people/$nia/safety
see Not looked at yet.
get /people/$nia/safety/phone
see Please switch nothing off
post /people/$nia/safety/phone shared=yes&shared_words=the+brother&noticed=yes&wish=leave&again=2026-03-01
expect 422
see still to come
see the brother
post /people/$nia/safety/phone shared=yes&shared_words=the+brother&noticed=yes&wish=leave
expect 303
follow
see the brother
see Leave everything as it is, for now
get /people/$nia/safety/phone
keep $first after name="before" value="
post /people/$nia/safety/phone shared=yes&shared_words=an+uncle&before=$first
expect 303
get /people/$nia/safety/phone
post /people/$nia/safety/phone shared=no&shared_words=nobody+any+more&before=$first
expect 409
see saved this meanwhile
see nobody any more
get /people/$nia/timeline?kind=digital
see Phone and accounts were looked at
see not the brother
sign in hana
get /people/$nia/safety/phone
expect 403
