# Casework types: several, none, and who said so. No help depends on them.
person amara as $nia
sign in amara
get /people/$nia/casework
expect 200
see Forced labour
post /people/$nia/casework types-forced_labour=1&types-other=1&said_by=team&gender=woman
expect 303
get /people/$nia/casework
see id="f-types-forced_labour" name="types-forced_labour" value="1" checked
sign in nadia
get /people/$nia/casework
expect 403
