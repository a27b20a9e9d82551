# What was not possible: on a person's own page, and of somebody who has no record, without a name.
person amara as $nia
sign in amara
get /people/$nia/services/unmet
expect 200
post /people/$nia/services/unmet asked=housing&why=because
expect 422
post /people/$nia/services/unmet asked=&why=full
expect 422
see Please fill this in.
post /people/$nia/services/unmet asked=housing&why=full&words=A+room+for+two&pointed=Open+Door
expect 303
follow
see A room for two
see Pointed to:
keep $row after /unmet/
get /people/$nia/unmet/$row
post /people/$nia/unmet/$row asked=housing&why=rule&which=Only+women&words=A+room+for+two
expect 303
follow
see A rule left them out
post /people/$nia/unmet/$row asked=housing&why=cost&words=Later
expect 409
see A rule left them out
see Later
# somebody without a record
get /services/unmet
expect 200
see Write no name
see not The last twelve months
keep $team after name="team" value="
post /services/unmet team=$team&asked=housing&why=full&words=Came+with+a+friend
expect 303
get /services/unmet
see Came with a friend
# and is corrected: a colleague who had the older one open is told
keep $nobody after /services/unmet/
get /services/unmet/$nobody
expect 200
see Came with a friend
post /services/unmet/$nobody asked=housing&why=rule&words=Came+with+a+brother
expect 303
follow
see Came with a brother
see not Came with a friend
post /services/unmet/$nobody asked=housing&why=cost&words=Came+with+two
expect 409
see Came with a brother
see Came with two
see A rule left them out
get /services/unmet/$row
expect 404
# the totals are for leads and managers
sign in lena
get /services/unmet
see The last twelve months
see A rule left them out
sign in mila
get /services/unmet
see not Came with a brother
get /services/unmet/$nobody
expect 404
post /services/unmet team=$team&asked=housing&why=full
expect 403
sign in eva
get /services/unmet
expect 403
