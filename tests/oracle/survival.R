# Golden values for measure/survival and measure/survival_compare: survival and cmprsk, in what both know; where
# nobody knows the variance (late entry and other ends), its definition as a plain double sum.
source("oracle.R")
suppressMessages({
	library(survival)
	library(cmprsk)
})

# Steps to compare: all, or about every twentieth part of a long curve.
some <- function(n) unique(round(seq(1, n, length.out = min(n, 20))))

curve <- function(set, what, time, p, variance, lower, upper)
	for (i in some(length(time))) {
		at <- sprintf("%s_%g", what, time[i])
		put(set, paste0(at, "_p"), p[i])
		put(set, paste0(at, "_var"), variance[i])
		put(set, paste0(at, "_lo"), lower[i])
		put(set, paste0(at, "_hi"), upper[i])
	}

# Only who enters late has an entry: whoever is there on day 0 is at risk on day 0.
surv <- function(d, status)
	if (is.null(d$entry)) Surv(d$exit, status) else Surv(d$entry, d$exit, status)

kaplan_meier <- function(set, d, who, what) {
	fit <- survfit(surv(lapply(d, `[`, who), (d$end == 1)[who]) ~ 1, conf.type = "log-log")
	variance <- ifelse(fit$surv > 0, (fit$surv * fit$std.err)^2, NA)
	curve(set, what, fit$time, fit$surv, variance, fit$lower, fit$upper)
	for (i in some(length(fit$time))) put(set, sprintf("%s_%g_risk", what, fit$time[i]), fit$n.risk[i])
	half <- quantile(fit, 0.5)
	puts(set, setNames(c(half$quantile, half$lower, half$upper), paste0(what, c("_median", "_median_lo", "_median_hi"))))
}

# The variance of the contract in survival.h, from the counts at each time.
aalen <- function(risk, d, other) {
	before <- c(1, cumprod(1 - (d + other) / risk))
	f <- cumsum(before[seq_along(d)] * d / risk)
	after <- before[-1]
	one <- function(x) before[seq_along(d)]^2 * x * ifelse(x > 1, (risk - x) / (risk - 1), 1) / risk^2
	vapply(seq_along(d), function(t) {
		u <- seq_len(t)
		later <- ifelse(after[u] > 0, (f[t] - f[u]) / after[u], 0)
		sum((1 - later)^2 * one(d)[u] + later^2 * one(other)[u])
	}, 0)
}

incidence <- function(set, d, who, cause, what) {
	d <- lapply(d, `[`, who)
	status <- factor(d$end, 0:4)
	fit <- survfit(surv(d, status) ~ 1, id = seq_along(d$exit))
	state <- match(as.character(cause), fit$states)
	risk <- fit$n.risk[, 1]
	ends <- rowSums(fit$n.event)
	time <- fit$time
	p <- fit$pstate[, state]
	variance <- aalen(risk, fit$n.event[, state], ends - fit$n.event[, state])
	if (is.null(d$entry) && any(d$end == cause)) {
		known <- timepoints(cuminc(d$exit, d$end), time)
		row <- paste("1", cause)
		stopifnot(all.equal(p, unname(known$est[row, ])))
		variance <- unname(known$var[row, ])
	}
	inside <- p > 1e-12 & p < 1 - 1e-12 # R's own sum ends a little beside 1
	half <- qnorm(0.975) * sqrt(variance) / (p * log(p))
	end <- function(sign) ifelse(inside, exp(-exp(log(-log(p)) + sign * half)), NA)
	curve(set, what, time, p, variance, end(-1), end(1))
}

# Late entry: the score test of Cox's model with the exact treatment of ties is the same test.
log_rank <- function(set, d) {
	status <- d$end == 1
	test <- c(NA, NA)
	if (is.null(d$entry) && any(status)) {
		fit <- or_na(survdiff(Surv(d$exit, status) ~ d$group))
		df <- if (length(fit) > 1) sum(fit$exp > 0) - 1 else 0
		if (df > 0) {
			test <- c(fit$chisq, pchisq(fit$chisq, df, lower.tail = FALSE))
			for (g in seq_along(fit$exp)) put(set, sprintf("logrank_expected_%d", g - 1), fit$exp[g])
		}
	} else if (any(status)) {
		fit <- coxph(Surv(d$entry, d$exit, status) ~ factor(d$group), ties = "exact")
		test <- c(fit$score, pchisq(fit$score, length(coef(fit)), lower.tail = FALSE))
	}
	puts(set, c(logrank_chi = test[[1]], logrank_p = test[[2]]))
}

gray <- function(set, d) {
	if (!is.null(d$entry)) return(puts(set, c(gray_chi = NA, gray_p = NA)))
	test <- c(NA, NA)
	fit <- or_na(cuminc(d$exit, d$end, d$group))
	if (is.list(fit) && !is.null(fit$Tests) && "1" %in% rownames(fit$Tests) && fit$Tests["1", "stat"] >= 0)
		test <- fit$Tests["1", c("stat", "pv")]
	puts(set, c(gray_chi = test[[1]], gray_p = test[[2]]))
}

sets <- read_data("survival")
for (set in names(sets)) {
	d <- sets[[set]]
	everybody <- rep(TRUE, length(d$exit))
	kaplan_meier(set, d, everybody, "km")
	for (cause in 1:2) incidence(set, d, everybody, cause, paste0("cif", cause))
	if (length(unique(d$group)) > 1) {
		kaplan_meier(set, d, d$group == 1, "km_of_1")
		incidence(set, d, d$group == 1, 1, "cif1_of_1")
	}
	log_rank(set, d)
	gray(set, d)
}
write_golden("survival")
