# A group met: one form, a line in the record of each who was there.
person amara as $nia
person amara as $abo
person bela as $far
sign in amara
get /
see A group met
get /services/group
expect 200
see Who was there
post /services/group type=leisure&title=cooking&minutes=90
expect 422
see Please tick at least one person.
post /services/group type=&title=cooking&who-$nia=1
expect 422
see Please fill this in.
post /services/group type=leisure&title=cooking&minutes=90&who-$nia=1&who-$abo=1
expect 303
get /people/$abo/services
see Cooking and eating
see <bdi>90</bdi> minutes
# one of them is closed: nothing is saved
get /services/group
post /services/group type=leisure&title=outing&minutes=60&who-$nia=1&who-$far=1
expect 422
see Nothing is saved yet. These records are closed to you:
get /people/$nia/services
see not An outing
# an address that is no person
get /services/group
post /services/group type=leisure&who-00000000000000000000000000000000=1
expect 422
sign in vera
get /services/group
expect 403
get /
see not A group met
