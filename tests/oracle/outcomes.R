# Golden values for measure/outcomes: an invented programme, counted here in the manner of R (whole columns at a
# time), independently of the C code. Run: Rscript outcomes.R golden
out <- commandArgs(trailingOnly = TRUE)[1]
set.seed(2017)

# --- The invented programme -------------------------------------------------------------------------------------
AS_OF <- 19500; FIRST_YEAR <- 2018; YEARS <- 2; TYPES <- 2
PERIOD <- c(17900, 19300)
CAN_SAY_FROM <- 4
waves <- data.frame(lo     = c(0, 141, 274, 640, 1005, -60, 274),
                    target = c(0, 183, 365, 731, 1096, 0, 365),
                    hi     = c(30, 225, 456, 822, 1187, 30, 548))
CLOSURE <- 6; AFTER <- 7
OPEN <- 0; DIED <- 7
YES <- 0; NO <- 1; CANNOT_SAY <- 2

n <- 260
ep <- data.frame(id = seq_len(n))
ep$entry <- sample(17500:18300, n, TRUE)
ep$entry[1:4] <- AS_OF + c(-1, 0, 1, 30)
ep$year <- as.integer(format(as.Date(ep$entry, origin = "1970-01-01"), "%Y"))
ep$year[1:4] <- 2019
ep$reason <- sample(0:7, n, TRUE, prob = c(2, 8, 1, 1, 1, 1, 1, 2))
ep$closed <- sample(0:900, n, TRUE)
ep$types <- sample(0:3, n, TRUE)
ep$ordinal <- sample(1:3, n, TRUE, prob = c(8, 1, 1))
ep$group <- sample(0:3, n, TRUE, prob = c(1, 2, 3, 6))
ep$followup <- sample(0:3, n, TRUE)
ep$consent <- sample(0:1, n, TRUE)
ep$reopened <- sample(0:1, n, TRUE, prob = c(5, 1))

around <- c(0, 3, 12, 29, 30, 31, 140, 141, 183, 225, 226, 365, 731, 1096)
days <- lapply(seq_len(n), function(i) {
	near_end <- ep$closed[i] + c(-61, -60, -10, 10, 30, 31, 273, 274, 360, 370, 548, 549)[sample(12)]
	d <- c(sample(around, sample(0:5, 1)), near_end[seq_len(sample(2:7, 1))], sample(1:1500, 1))
	sort(d[d > -100])
})
sc <- data.frame(id = rep(ep$id, lengths(days)), day = unlist(days))
m <- nrow(sc)
good <- rbinom(m, 1, 0.75)
value <- matrix(pmin(400, pmax(100, round(rnorm(6 * m, 230 + 90 * good, 60)))), m)
value[runif(6 * m) < 0.02] <- -1
value[runif(6 * m) < 0.06] <- -2
worse <- runif(m) < 0.08
value[worse, 1:3] <- -1
stable <- matrix(as.integer(value >= ifelse(good == 1, 190, 300)), m)
sc$setting <- sample(0:2, m, TRUE, prob = c(8, 2, 1))
sc$planned <- sample(0:7, m, TRUE)
sc$rubric <- ifelse(runif(m) < 0.1, sample(0:3, m, TRUE), ep$group[sc$id])
sc$own_words <- rbinom(m, 1, 0.85)
scored <- rowSums(value >= 0)
sc$all_six <- ifelse(sc$setting != 0 | scored < CAN_SAY_FROM | rowSums(value == -1) > 0, CANNOT_SAY,
                     ifelse(rowSums(value >= 0 & stable == 0) == 0, YES, NO))

# --- Which assessment stands for which wave ---------------------------------------------------------------------
ep$is_closed <- ep$reason != OPEN & ep$entry + ep$closed <= AS_OF
choose <- function(w) {
	start <- if (w >= CLOSURE) ep$closed[sc$id] else 0
	far <- sc$day - start
	inside <- far >= waves$lo[w] & far <= waves$hi[w] & ep$entry[sc$id] + sc$day <= AS_OF
	fit <- inside & scored >= CAN_SAY_FROM & (w != 1 | sc$own_words == 1)
	rank <- order(sc$id, abs(far - waves$target[w]), sc$planned != w - 1, seq_len(m))
	rank <- rank[fit[rank]]
	first <- rank[!duplicated(sc$id[rank])]
	pick <- rep(NA_integer_, n)
	pick[sc$id[first]] <- first
	touched <- ep$id %in% sc$id[inside]
	over <- ep$entry + (if (w >= CLOSURE) ep$closed else 0) + waves$hi[w] < AS_OF
	gone <- if (w == AFTER) is.na(pick) & (ep$reason == DIED | ep$followup == 3)
	        else if (w == CLOSURE) rep(FALSE, n) else ep$is_closed & ep$closed < waves$lo[w]
	here <- !gone & (w < CLOSURE | ep$is_closed)
	data.frame(pick = ifelse(here, pick, NA), due = here & over, left = gone & over & (w < CLOSURE | ep$is_closed),
	           unfit = here & is.na(pick) & touched)
}
seen <- lapply(1:7, choose)

# --- Figures ----------------------------------------------------------------------------------------------------
wilson <- function(k, n)
	if (n == 0) c(NaN, NaN) else suppressWarnings(prop.test(k, n, correct = FALSE)$conf.int)
around_mean <- function(x) {
	if (length(x) < 2) return(c(NaN, NaN))
	mean(x) + c(-1, 1) * qt(0.975, length(x) - 1) * sd(x) / sqrt(length(x))
}
domain_figures <- function(rows, d) {
	v <- value[rows, d]
	has <- v >= 0
	k <- sum(stable[rows, d][has])
	c(sum(has), if (any(has)) mean(v[has]) / 100 else NaN, around_mean(v[has] / 100), k, wilson(k, sum(has)),
	  sum(v == -1), sum(v == -2))
}
counts <- function(x, levels) vapply(levels, function(l) sum(x == l), 0)
verdict <- function(rows) ifelse(sc$setting[rows] == 0, sc$all_six[rows], CANNOT_SAY)
wave_figures <- function(who, w) {
	s <- seen[[w]][who, ]
	any <- !is.na(s$pick)
	same <- any & sc$rubric[s$pick] == ep$group[who]
	rows <- s$pick[which(same)]
	k <- sum(s$due & any)
	six <- counts(verdict(rows), 0:2)
	c(sum(any), sum(s$due), sum(s$due & !any), sum(any & !s$due), sum(s$unfit), sum(s$left), sum(any) - length(rows),
	  counts(sc$setting[rows], 0:2), six, wilson(k, sum(s$due)), wilson(six[1], length(rows)),
	  unlist(lapply(1:6, function(d) domain_figures(rows, d))))
}
end_figures <- function(who) {
	e <- ep[who, ]
	before <- seen[[CLOSURE]]$pick[who]
	after <- seen[[AFTER]][who, ]
	end <- e$entry + e$closed
	period <- e$is_closed & end >= PERIOD[1] & end <= PERIOD[2]
	at_closure <- ifelse(is.na(before), 3, verdict(before))
	closed <- unlist(lapply(0:7, function(r) {
		x <- at_closure[period & e$reason == r]
		c(length(x), counts(x, 0:3))
	}))
	ok <- period & at_closure == YES
	of <- ok & (after$due | after$left)
	now <- ifelse(is.na(after$pick), 3, verdict(after$pick))
	dead <- now == 3 & (e$reason == DIED | e$followup == 3)
	lost <- of & now == 3 & !dead
	parts <- c(sum(of & now == YES), sum(of & now == NO), sum(of & now == CANNOT_SAY), sum(lost & e$followup == 1),
	           sum(lost & e$followup == 2), sum(lost & e$followup == 0), sum(of & dead))
	switched <- sum(of & now != 3 & sc$rubric[after$pick] != sc$rubric[before], na.rm = TRUE)
	total <- sum(period); yes <- sum(ok)
	c(nrow(e), sum(e$consent), sum(e$reopened), closed, sum(of), parts, sum(ok & !of), switched,
	  wilson(yes, total), c(yes, total - sum(period & at_closure == NO)) / total, wilson(parts[1], sum(of)),
	  c(parts[1], sum(parts) - parts[2] - parts[7]) / sum(of))
}

# --- Files ------------------------------------------------------------------------------------------------------
number <- function(x) paste(ifelse(is.na(x), "nan", sprintf("%.12g", x)), collapse = " ")
result <- character()
table_row <- ep$ordinal == 1 & ep$entry <= AS_OF & ep$year %in% (FIRST_YEAR + seq_len(YEARS) - 1)
for (type in -1:(TYPES - 1)) for (year in seq_len(YEARS) - 1) for (group in 0:3) {
	has <- if (type < 0) TRUE else bitwAnd(ep$types, bitwShiftL(1L, type)) != 0
	who <- which(table_row & has & ep$year == FIRST_YEAR + year & ep$group == group)
	for (w in 1:7) result <- c(result, paste("wave", type, year, group, w - 1, number(wave_figures(who, w))))
	result <- c(result, paste("ends", type, year, group, 0, number(end_figures(who))))
}
outside <- ep$entry > AS_OF | !(ep$year %in% (FIRST_YEAR + seq_len(YEARS) - 1))
result <- c(result, paste("aside", 0, 0, 0, 0, sum(outside), sum(!outside & ep$ordinal != 1)))

first <- cumsum(c(0, lengths(days)))[seq_len(n)]
settings <- c(AS_OF, FIRST_YEAR, YEARS, TYPES, PERIOD)
episodes <- with(ep, paste(entry, closed, types, first, ordinal, year, lengths(days), group, reason, followup,
                           consent, reopened))
scores <- with(sc, paste(day, apply(value, 1, paste, collapse = " "), apply(stable == 1, 1, function(b) sum(2^(which(b) - 1))),
                         all_six, planned, setting, rubric, own_words))
writeLines(c(paste("settings", number(settings)), paste("episode", episodes), paste("score", scores)),
           file.path(out, "outcomes_input.txt"))
writeLines(result, file.path(out, "outcomes.txt"))
