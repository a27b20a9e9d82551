# A review of records: drawn at random, read by two who do not see each other's marks, looked at side by side, ended.
alone
sign in amara
get /reviews
expect 403
get /people/new
post /people/new label=Nia
expect 303
keep $nia after /people/
sign in eva
get /reviews
expect 403
sign in lena
get /practices
see <a href="/reviews">Reviews of records</a>
get /reviews
expect 200
see No review yet
get /reviews/new
expect 200
see They are drawn from the teams that you lead.
see Nobody gets a new key.
see How well we work: a review of records
see not amara
keep $grace after id="f-reader-
post /reviews/new name=Spring&form=record-review&from=2026-03-01&until=2026-02-01&wanted=20&second=all
expect 422
see The last day comes before the first.
post /reviews/new name=Spring&form=record-review&from=2026-03-01&until=2199-02-01&wanted=20&second=all
expect 422
see This day is still to come.
post /reviews/new name=Spring&form=record-review&from=2026-03-01&until=2026-03-02&wanted=900&second=all
expect 422
see Please write a number from 1 to 100.
post /reviews/new name=Spring&form=record-review&from=2026-03-01&until=2026-03-02&wanted=20&second=all
expect 422
see Please choose at least one colleague who reads.
post /reviews/new name=Spring&form=record-review&from=2026-03-01&until=2026-03-02&wanted=20&second=all&reader-$grace=1
expect 422
see A second reader is somebody else
post /reviews/new name=Spring&form=nothing&from=2026-03-01&until=2026-03-02&wanted=20&second=none&reader-$grace=1
expect 422
see Please choose one of the answers that are offered.
# nothing was written in these days
post /reviews/new name=Spring&form=record-review&from=2026-01-01&until=2026-02-02&wanted=20&second=none&reader-$grace=1
expect 422
see In these days nothing was written
post /reviews/new name=Spring&form=record-review&from=2026-03-01&until=2026-03-02&wanted=20&second=none&reader-$grace=1
expect 303
keep $review after /reviews/
follow
expect 200
see Saved.
see drawn at random of
see <bdi>0</bdi> of <bdi>1</bdi> read
see Nothing to show yet
# it is grace who reads
get /reviews/mine
see Nothing waits for you
sign in grace
get /reviews
see One record waits for you
see <bdi>0</bdi> of <bdi>1</bdi> read
get /reviews/mine
expect 200
see first reader
keep $reading after /reviews/read/
get /reviews/read/$reading
expect 200
see Their own words come first
see Open the record
see Does not apply here
see I should not read this one
post /reviews/read/$reading q_2=7
expect 422
see Nothing is marked yet
post /reviews/read/$reading q_18=Words+alone
expect 422
post /reviews/read/$reading q_2=2&q_3=1&q_4=na&q_5=unseen&q_18=The+plan+is+in+her+words.
expect 303
follow
see Saved.
# as long as nobody else reads it, it can be changed
get /reviews/read/$reading
see The plan is in her words.
keep $marks after name="replaces" value="
post /reviews/read/$reading replaces=$marks&q_2=1&q_3=1&q_4=na&q_5=unseen&q_18=The+plan+is+in+her+words.
expect 303
# a second window with the old marks
get /reviews/read/$reading
post /reviews/read/$reading replaces=$marks&q_2=0
expect 409
# nobody but the reader
sign in lena
get /reviews/read/$reading
expect 404
# one record is too few for any figure
get /reviews/$review
expect 200
see <bdi>1</bdi> of <bdi>1</bdi> read
see too few to say
see No record was read by two people yet.
see Record <bdi>1</bdi>, read by one
see not Plan a cycle
keep $record after /records/
get /reviews/$review/records/$record
expect 200
see One person has read this record.
see The plan is in her words.
see does not apply
# she sees that it was read for a review, and who read it
sign in amara
get /people/$nia/opened
expect 200
see read this record to see how well we work
see to see how well we work (a review of records)
# the end
sign in grace
get /reviews/$review
see Plan a cycle
get /reports/cycles/new?review=$review&criterion=own_words
expect 200
see Their own words come first
see value="record_review" selected
get /reports/cycles/new?review=$review&criterion=nothing
expect 404
get /reviews/$review/end
expect 200
see deleted for good
post /reviews/$review/end learned=Ask+on+the+first+day.
expect 303
follow
see What we learned
see Ask on the first day.
see not Record by record
get /reviews/$review/records/$record
expect 404
get /reviews/read/$reading
expect 404
get /reviews/$review/end
expect 303
get /reviews/00000000000000000000000000000000
expect 404
get /reviews
see over
