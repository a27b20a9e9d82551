# Golden values for measure/growth: lme4, its search carried on to the last digits.
source("oracle.R")
suppressMessages(library(lme4))

# The slope of the restricted likelihood over the ratio of variances, from whole matrices (Searle, Casella and McCulloch
# 1992, Variance Components, section 6.6): its zero is exact where the likelihood itself is flat.
slope <- function(ratio, X, Z, y) {
	V <- solve(diag(length(y)) + ratio * Z %*% t(Z))
	P <- V - V %*% X %*% solve(t(X) %*% V %*% X, t(X) %*% V)
	sum(diag(t(Z) %*% P %*% Z)) - (length(y) - 2) * sum((t(Z) %*% P %*% y)^2) / as.numeric(t(y) %*% P %*% y)
}

fit <- function(d) {
	out <- c(level = NA, level_se = NA, level_lo = NA, level_hi = NA, slope = NA, slope_se = NA, slope_lo = NA,
	         slope_hi = NA, between = NA, within = NA, shared = NA, log_likelihood = NA)
	if (nrow(d) < 4 || max(table(d$person)) < 2 || length(unique(d$time)) < 2) return(out)
	if (suppressWarnings(summary(lm(score ~ time, d)))$sigma < 1e-10) return(out)
	if (suppressWarnings(summary(lm(score ~ time + factor(person), d)))$sigma < 1e-10) return(out)
	parts <- lFormula(score ~ time + (1 | person), d, REML = TRUE)
	deviance <- do.call(mkLmerDevfun, parts)
	at <- c(0, 10^seq(-3, 4, by = 0.02))
	best <- which.min(sapply(at, deviance))
	m <- function(theta) mkMerMod(environment(deviance), list(par = theta, fval = deviance(theta), conv = 0),
	                              parts$reTrms, fr = parts$fr)
	theta <- 0
	if (best > 1) {
		middle <- mean(d$time); X <- cbind(1, d$time - middle); Z <- model.matrix(~ 0 + factor(d$person))
		y <- d$score - mean(d$score)
		theta <- exp(uniroot(function(l) slope(exp(2 * l), X, Z, y), log(at[best + c(-1, 1)]), tol = 1e-14)$root)
	}
	# It is what lmer finds by itself, to the digits that it looks for.
	own <- suppressMessages(suppressWarnings(lmer(score ~ time + (1 | person), d, REML = TRUE)))
	m <- m(theta)
	stopifnot(all.equal(fixef(own), fixef(m), tolerance = 1e-3), abs(logLik(own) - logLik(m)) < 1e-4)
	b <- fixef(m); se <- sqrt(diag(as.matrix(vcov(m)))); z <- qnorm(0.975)
	v <- as.data.frame(VarCorr(m))$vcov
	out[] <- c(b[1], se[1], b[1] + c(-z, z) * se[1], b[2], se[2], b[2] + c(-z, z) * se[2], v[1], v[2], v[1] / sum(v),
	           as.numeric(logLik(m)))
	out
}

data <- read_data("growth")
for (set in names(data)) {
	all <- as.data.frame(data[[set]])
	d <- all[complete.cases(all), ]
	puts(set, c(n = nrow(d), missing = nrow(all) - nrow(d), people = length(unique(d$person))))
	puts(set, suppressMessages(fit(d)))
}
write_golden("growth")
