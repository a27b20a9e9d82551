# Golden values for measure/agreement.
source("oracle.R")
suppressMessages(library(psych))

# Shrout and Fleiss in mean squares, which also say something where raters do not differ at all; everywhere else
# the same as psych::ICC.
icc <- function(m) {
	n <- nrow(m); k <- ncol(m); p <- 0.975
	out <- c(between_people = NA, between_raters = NA, left_over = NA, icc1 = NA, icc1_lo = NA, icc1_hi = NA,
	         icc2 = NA, icc2_lo = NA, icc2_hi = NA, icc3k = NA, icc3k_lo = NA, icc3k_hi = NA)
	if (n < 2 || k < 2) return(out)
	long <- data.frame(y = as.vector(m), person = factor(rep(1:n, k)), rater = factor(rep(1:k, each = n)))
	ms <- suppressWarnings(anova(lm(y ~ person + rater, long)))$"Sum Sq"
	ms[ms < 1e-20] <- 0
	B <- ms[1] / (n - 1); J <- ms[2] / (k - 1); E <- ms[3] / ((n - 1) * (k - 1)); W <- (ms[2] + ms[3]) / (n * (k - 1))
	df <- n - 1; dw <- n * (k - 1); de <- df * (k - 1)
	qw <- qf(p, df, dw); qb <- qf(p, dw, df)
	v2 <- (B - E) / (B + (k - 1) * E + k * (J - E) / n)
	a <- k * v2 * J; b <- (n * (1 + (k - 1) * v2) - k * v2) * E
	v <- (k - 1) * (n - 1) * (a + b)^2 / ((n - 1) * a^2 + b^2)
	ql <- suppressWarnings(qf(p, df, v)); qu <- suppressWarnings(qf(p, v, df)); off <- k * J + (k * n - k - n) * E
	ci2 <- if (J == 0 && E == 0) c(v2, v2) else
		c(n * (B - ql * E) / (ql * off + n * B), n * (qu * B - E) / (off + n * qu * B))
	out[] <- c(B, J, E, (B - W) / (B + (k - 1) * W), (B - qw * W) / (B + (k - 1) * qw * W), (qb * B - W) / (qb * B + (k - 1) * W),
	           v2, ci2, (B - E) / B, 1 - qf(p, df, de) * E / B, 1 - E / (B * qf(p, de, df)))
	for (name in c("icc1", "icc2", "icc3k")) if (!is.finite(out[name])) out[grep(paste0("^", name), names(out))] <- NA
	if (E > 0 && B > 0 && J > 0) {
		other <- suppressWarnings(suppressMessages(ICC(m, lmer = FALSE)))$results
		rows <- c("ICC1", "ICC2", "ICC3k")
		stopifnot(all.equal(other$ICC[match(rows, other$type)], unname(out[c("icc1", "icc2", "icc3k")])))
		stopifnot(all.equal(other$`lower bound`[match(rows, other$type)], unname(out[c("icc1_lo", "icc2_lo", "icc3k_lo")])))
		stopifnot(all.equal(other$`upper bound`[match(rows, other$type)], unname(out[c("icc1_hi", "icc2_hi", "icc3k_hi")])))
	}
	out
}

# Fleiss, Cohen and Everitt 1969, eq. 13. psych 2.2.9 has the plain one; its weighted one adds up rows where the
# paper has columns. Hence checked against the delta method: how kappa moves when a cell of the table grows a little.
weighted <- function(share, w, n) {
	of <- function(p) { e <- sum(w * outer(rowSums(p), colSums(p))); (sum(w * p) - e) / (1 - e) }
	rows <- rowSums(share); columns <- colSums(share)
	o <- sum(w * share); e <- sum(w * outer(rows, columns))
	mean_weights <- outer(as.vector(w %*% columns), as.vector(rows %*% w), "+")
	v <- sum(share * (w * (1 - e) - mean_weights * (1 - o))^2) - (o * e - 2 * e + o)^2
	# What rounding leaves of 0.
	v <- if (v < 1e-14) 0 else v / (n * (1 - e)^4)
	h <- 1e-6
	g <- sapply(seq_along(share), function(i) { d <- share * 0; d[i] <- h; (of(share + d) - of(share - d)) / (2 * h) })
	stopifnot(abs((sum(share * g^2) - sum(share * g)^2) / n - v) < 1e-7)
	k <- of(share); se <- sqrt(v)
	c(k, se, max(-1, k - qnorm(0.975) * se), min(1, k + qnorm(0.975) * se))
}

kappas <- function(set, x, y, lowest, steps) {
	levels <- lowest + 0:(steps - 1)
	on <- x %in% levels & y %in% levels
	x <- x[on]; y <- y[on]
	put(set, "kappa_n", sum(on))
	put(set, "outside", sum(!on))
	apart <- abs(outer(levels, levels, "-")) / (steps - 1)
	weights <- list(plain = diag(steps), linear = 1 - apart, quadratic = 1 - apart^2)
	crossed <- unclass(table(factor(x, levels), factor(y, levels)))
	share <- crossed / length(x)
	for (name in names(weights)) {
		w <- weights[[name]]
		observed <- sum(w * share); expected <- sum(w * outer(rowSums(share), colSums(share)))
		said <- rep(NA, 4)
		if (length(x) > 0 && expected < 1) {
			said <- weighted(share, w, length(x))
			k <- suppressWarnings(suppressMessages(cohen.kappa(crossed, w = w)))
			stopifnot(all.equal(k$weighted.kappa, said[1]))
			if (name == "plain") stopifnot(all.equal(k$var.kappa, said[2]^2))
		}
		puts(set, setNames(c(observed, expected, said),
		                   paste0(name, c("_observed", "_expected", "_kappa", "_se", "_lo", "_hi"))))
	}
}

data <- read_data("agreement")
for (set in names(data)) {
	scale <- data[[set]]$scale
	m <- do.call(cbind, data[[set]][names(data[[set]]) != "scale"])
	whole <- unname(m[complete.cases(m), , drop = FALSE])
	put(set, "n", nrow(whole))
	put(set, "missing", nrow(m) - nrow(whole))
	puts(set, icc(whole))
	pair <- unname(m[complete.cases(m[, 1:2]), 1:2, drop = FALSE])
	kappas(set, pair[, 1], pair[, 2], scale[1], scale[2])
}
write_golden("agreement")
