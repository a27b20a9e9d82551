# Golden values for measure/change, effect and wilcoxon.
source("oracle.R")

# The noncentrality at which t is the p-point. R's pt is exact for small ones only. For many degrees of freedom
# instead: a sum over the chi distribution, which loses nothing since the function dies away on both sides.
pt_exact <- function(t, df, ncp) {
	if (df < 30) return(suppressWarnings(pt(t, df, ncp)))
	s <- seq(1 - 12 / sqrt(2 * df), 1 + 12 / sqrt(2 * df), length.out = 20001)
	s <- s[s > 0]
	sum(pnorm(t * s - ncp) * exp(dchisq(s^2 * df, df, log = TRUE)) * 2 * s * df) * (s[2] - s[1])
}
noncentrality <- function(t, df, p)
	uniroot(function(d) pt_exact(t, df, d) - p, t + c(-1, 1) * (5 + abs(t) / 2), extendInt = "yes", tol = 1e-13)$root
stopifnot(all.equal(pt_exact(2.5, 40, 1), pt(2.5, 40, 1), tolerance = 1e-12))
hedges <- function(df) exp(lgamma(df / 2) - lgamma((df - 1) / 2)) / sqrt(df / 2)

effect <- function(set, name, d, ci, correction)
	puts(set, setNames(c(d, ci, d * correction, ci * correction),
	                   paste0(name, c("", "_lo", "_hi", "_g", "_g_lo", "_g_hi"))))

paired <- function(set, b, a) {
	n <- length(b); d <- a - b; m <- mean(d)
	# t.test refuses too few, and differences that are all alike; of those that are all 0 it says NaN.
	test <- tryCatch(t.test(a, b, paired = TRUE), error = function(e) NULL)
	if (!is.null(test) && is.nan(test$statistic)) test <- NULL
	interval <- if (!is.null(test)) test$conf.int else if (n >= 2) c(m, m) else c(NA, NA)
	r <- if (n >= 3) or_na(cor(b, a)) else NA
	puts(set, c(n = n, before = mean(b), after = mean(a), sd_before = sd(b), sd_after = sd(a), r = r, mean = m,
	            sd = sd(d), lo = interval[1], hi = interval[2], t = if (is.null(test)) NA else test$statistic[[1]],
	            p = if (is.null(test)) NA else test$p.value))
	unsaid <- c(NA, NA)
	if (n < 3 || is.null(test)) effect(set, "d_z", NA, unsaid, 1)
	else effect(set, "d_z", m / sd(d), sapply(c(0.975, 0.025), function(p)
		noncentrality(test$statistic[[1]], n - 1, p)) / sqrt(n), hedges(n - 1))
	if (n < 3 || is.na(r)) effect(set, "d_av", NA, unsaid, 1)
	else {
		v <- c(var(b), var(a)); s2 <- mean(v); dav <- m / sqrt(s2)
		se <- sqrt(dav^2 * (sum(v^2) + 2 * r^2 * prod(v)) / (8 * (n - 1) * s2^2) + var(d) / ((n - 1) * s2))
		effect(set, "d_av", dav, dav + c(-1, 1) * qnorm(0.975) * se, sqrt((n - 2) / (n - 1)))
	}
}

ranked <- function(set, b, a) {
	d <- a - b; n <- length(d)
	if (n == 0) return(puts(set, c(v = NA, wilcoxon_p = NA, shift = NA, shift_lo = NA, shift_hi = NA, reached = NA)))
	walsh <- outer(d, d, "+") / 2
	walsh <- sort(walsh[lower.tri(walsh, diag = TRUE)])
	all <- length(walsh)
	if (n < 50) {
		k <- max(1, qsignrank(0.025, n))
		reached <- 1 - 2 * psignrank(k - 1, n)
	} else {
		mean <- n * (n + 1) / 4; sd <- sqrt(n * (n + 1) * (2 * n + 1) / 24)
		k <- ceiling(mean - qnorm(0.975) * sd - 0.5)
		reached <- 1 - 2 * pnorm((k - 0.5 - mean) / sd)
		# The exact distribution is there for more than fifty, too: not more than one step away.
		stopifnot(abs(k - qsignrank(0.025, n)) <= 1)
	}
	test <- suppressWarnings(wilcox.test(a, b, paired = TRUE))
	exact <- n < 50 && all(d != 0) && !anyDuplicated(abs(d))
	if (exact && n > 5) stopifnot(all.equal(
		as.numeric(wilcox.test(a, b, paired = TRUE, conf.int = TRUE)$conf.int), walsh[c(k, all + 1 - k)]))
	nothing <- all(d == 0)
	puts(set, c(v = if (nothing) NA else test$statistic[[1]], wilcoxon_p = if (nothing) NA else test$p.value,
	            shift = median(walsh), shift_lo = walsh[k], shift_hi = walsh[all + 1 - k], reached = reached))
}

reliable <- function(set, b, a, rule) {
	sd <- rule[1]; cut <- rule[3]; way <- if (rule[4] == 1) -1 else 1
	error <- if (sd > 0) sd * sqrt(2 * (1 - rule[2])) else NA
	rci <- way * (a - b) / error
	kind <- ifelse(is.na(rci), "unknown", ifelse(abs(rci) <= qnorm(0.975), "same", ifelse(rci < 0, "worse",
		ifelse(way * b < way * cut & way * a >= way * cut, "across", "better"))))
	puts(set, c(reliable_error = error, reliable_least = qnorm(0.975) * error,
	            table(factor(kind, c("unknown", "worse", "same", "better", "across")))))
	put(set, "index", rci[1] * way)
}

edges <- function(set, x) {
	x <- x[!is.na(x)]; n <- length(x); at <- c(sum(x == min(x)), sum(x == max(x)))
	put(set, "floor", at[1] / n)
	put(set, "ceiling", at[2] / n)
	put(set, "ceiling_hi", suppressWarnings(prop.test(at[2], n, correct = FALSE)$conf.int[2]))
}

data <- read_data("change")
for (set in names(data)) {
	x <- data[[set]]
	whole <- complete.cases(x$before, x$after)
	put(set, "missing", sum(!whole))
	paired(set, x$before[whole], x$after[whole])
	ranked(set, x$before[whole], x$after[whole])
	reliable(set, x$before, x$after, x$rule)
	edges(set, x$before)
}
write_golden("change")
