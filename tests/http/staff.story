# Who works here: a lead sees her own team, a manager everybody; only key officers change anything.
sign in lena
get /team/staff
expect 200
see amara
see not carla
get /team/staff/new
expect 403
sign in grace
get /team/staff
expect 200
see carla
sign in officer
get /team/staff/new
expect 200
post /team/staff/new user_name=Olga&passphrase=short
expect 422
see Please use small letters
see at least 15 characters
get /team/teams/new
post /team/teams/new name=Lantern&code=no+way
expect 422
sign in amara
get /team/staff
expect 403
