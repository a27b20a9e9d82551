# Golden values for measure/reliability, correlate and groups.
source("oracle.R")
suppressMessages(library(psych))

# What psych::fa(fm = "minres") looks for, found to the last digits by Gauss and Newton from where psych stops.
minres <- function(R) {
	below <- which(lower.tri(R), arr.ind = TRUE)
	from <- suppressMessages(suppressWarnings(fa(R, 1, fm = "minres")))
	l <- from$loadings[, 1]
	for (i in 1:200) {
		J <- matrix(0, nrow(below), length(l))
		J[cbind(seq_len(nrow(below)), below[, 1])] <- l[below[, 2]]
		J[cbind(seq_len(nrow(below)), below[, 2])] <- l[below[, 1]]
		step <- qr.solve(J, R[below] - l[below[, 1]] * l[below[, 2]])
		l <- l + step
		if (max(abs(step)) < 1e-15) break
	}
	# psych keeps what an item has of its own above 0.005 and stops early; otherwise both are the same.
	if (all(abs(l) < 0.99)) stopifnot(max(abs(l - from$loadings[, 1])) < 2e-3)
	l * sign(sum(l))
}

cronbach <- function(m) {
	k <- ncol(m)
	if (k < 2 || nrow(m) < 2) return(NA)
	C <- cov(m)
	if (sum(C) < 1e-12) NA else k / (k - 1) * (1 - sum(diag(C)) / sum(C))
}

items <- function(set, m) {
	n <- nrow(m); k <- ncol(m); a <- cronbach(m); total <- rowSums(m)
	R <- if (n > 1) suppressWarnings(cor(m)) else matrix(NA, k, k)
	ci <- if (is.na(a)) c(NA, NA) else unlist(alpha.ci(a, n, k)[c("lower.ci", "upper.ci")])
	mean_r <- if (is.na(a)) NA else mean(R[lower.tri(R)])
	puts(set, c(n = n, total_mean = mean(total), total_sd = sd(total), alpha = a, alpha_lo = ci[[1]],
	            alpha_hi = ci[[2]], standardised = k * mean_r / (1 + (k - 1) * mean_r),
	            sem = if (is.na(a) || a < 0) NA else sd(total) * sqrt(1 - a)))
	rest <- sapply(1:k, function(j) if (n < 3) NA else or_na(cor(m[, j], rowSums(m[, -j, drop = FALSE]))))
	dropped <- sapply(1:k, function(j) if (k < 3) NA else cronbach(m[, -j, drop = FALSE]))
	for (j in 1:k) puts(set, setNames(c(mean(m[, j]), sd(m[, j]), rest[j], dropped[j]),
	                                  paste0(c("mean", "sd", "rest", "dropped"), j)))
	if (!is.na(a) && n > 3 && !anyNA(R)) {
		other <- suppressMessages(suppressWarnings(psych::alpha(as.data.frame(m), check.keys = FALSE, warnings = FALSE)))
		stopifnot(all.equal(other$total$raw_alpha, a), all.equal(other$total$std.alpha, k * mean_r / (1 + (k - 1) * mean_r)))
		stopifnot(all.equal(as.numeric(other$item.stats$r.drop), rest))
		if (k > 2) stopifnot(all.equal(as.numeric(other$alpha.drop$raw_alpha), dropped))
	}
	omega(set, n, R)
}

omega <- function(set, n, R) {
	l <- rep(NA, ncol(R)); o <- NA
	if (n >= 3 && ncol(R) >= 3 && !anyNA(R)) {
		# Singular: the search runs away, as psych's does to its limit (an ultra-Heywood case).
		l <- tryCatch(minres(R), error = function(e) rep(Inf, ncol(R)))
		if (all(abs(l) < 1)) o <- sum(l)^2 / (sum(l)^2 + sum(1 - l^2))
	}
	put(set, "omega", o)
	for (j in seq_along(l)) put(set, paste0("loading", j), if (is.na(o)) NA else l[j])
}

correlations <- function(set, x, y) {
	n <- length(x); r <- rho <- p <- p_rho <- NA; ci <- ci_rho <- c(NA, NA)
	if (n >= 3 && sd(x) > 0 && sd(y) > 0) {
		test <- cor.test(x, y); r <- test$estimate; p <- test$p.value
		if (n > 3) ci <- test$conf.int
		test <- suppressWarnings(cor.test(rank(x), rank(y))); rho <- test$estimate; p_rho <- test$p.value
		stopifnot(all.equal(rho[[1]], cor(x, y, method = "spearman")))
		if (n > 3) ci_rho <- tanh(atanh(rho) + c(-1, 1) * qnorm(0.975) * sqrt((1 + rho^2 / 2) / (n - 3)))
	}
	puts(set, c(r = r[[1]], r_lo = ci[1], r_hi = ci[2], r_p = p, rho = rho[[1]], rho_lo = ci_rho[1], rho_hi = ci_rho[2],
	            rho_p = p_rho))
}

compared <- function(set, x, y) {
	x <- x[!is.na(x)]; y <- y[!is.na(y)]; n <- c(length(x), length(y))
	test <- tryCatch(t.test(y, x), error = function(e) NULL)
	said <- if (is.null(test)) rep(NA, 5) else c(test$statistic, test$parameter, test$p.value, test$conf.int)
	puts(set, setNames(c(mean(y) - mean(x), said), c("difference", "welch_t", "welch_df", "welch_p", "welch_lo", "welch_hi")))
	df <- sum(n) - 2; spread <- sqrt((sum((x - mean(x))^2) + sum((y - mean(y))^2)) / df)
	d <- if (df < 2 || spread == 0) NA else (mean(y) - mean(x)) / spread
	scale <- sqrt(prod(n) / sum(n))
	limits <- if (is.na(d)) c(NA, NA) else sapply(c(0.975, 0.025), function(p)
		uniroot(function(delta) suppressWarnings(pt(d * scale, df, delta)) - p, d * scale + c(-9, 9), tol = 1e-13)$root) / scale
	puts(set, c(d = d, d_lo = limits[1], d_hi = limits[2],
	            g = d * exp(lgamma(df / 2) - lgamma((df - 1) / 2)) / sqrt(df / 2)))
}

data <- read_data("reliability")
for (set in names(data)) {
	m <- do.call(cbind, data[[set]])
	whole <- m[complete.cases(m), , drop = FALSE]
	put(set, "missing", nrow(m) - nrow(whole))
	items(set, unname(whole))
	pair <- m[complete.cases(m[, 1:2]), 1:2, drop = FALSE]
	correlations(set, unname(pair[, 1]), unname(pair[, 2]))
	compared(set, m[, 1], m[, 2])
}
write_golden("reliability")
