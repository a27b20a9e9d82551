# Golden values for measure/stats and measure/dist, from R's own functions. Run: Rscript stats.R golden
# Each line: what, arguments, expected values; the last two are lists with blanks between.
out <- commandArgs(trailingOnly = TRUE)[1]
lines <- character()
number <- function(x) paste(ifelse(is.na(x), "nan", sprintf("%.16g", x)), collapse = " ")
emit <- function(what, args, expected)
	lines <<- c(lines, paste(what, number(args), number(expected), sep = "\t"))

for (p in c(1e-6, 0.005, 0.025, 0.1, 0.25, 0.5, 0.6, 0.9, 0.95, 0.975, 0.995, 0.9995)) {
	emit("normal", p, qnorm(p))
	for (df in c(1, 2, 3, 4, 5, 7, 10, 29, 30, 99, 1000, 1e6)) emit("t", c(p, df), qt(p, df))
}

# Tails: far ones are relative to their own size, hence the logarithm.
for (x in c(0, 0.1, 0.7, 1, 1.96, 2.5, 4, 8, 20)) {
	emit("normal_two_sided", x, log(2 * pnorm(-x)))
	for (df in c(1, 2, 3.5, 10, 99, 1e5)) {
		emit("t_two_sided", c(x, df), log(2 * pt(-x, df)))
		emit("chi_squared_above", c(x, df), pchisq(x, df, lower.tail = FALSE, log.p = TRUE))
		for (df2 in c(1, 7.5, 200))
			emit("f_above", c(x, df, df2), pf(x, df, df2, lower.tail = FALSE, log.p = TRUE))
	}
}
for (p in c(0.005, 0.025, 0.5, 0.975, 0.995))
	for (df in c(1, 2, 3.5, 10, 99)) for (df2 in c(1, 2, 7.5, 30, 400)) emit("f", c(p, df, df2), qf(p, df, df2))

for (n in c(1, 2, 5, 11, 20, 100, 12345))
	for (k in unique(c(0, 1, floor(n / 3), n - 1, n)))
		for (level in c(0.8, 0.95, 0.99))
			emit("wilson", c(k, n, level),
			     suppressWarnings(prop.test(k, n, conf.level = level, correct = FALSE)$conf.int))

# mean, variance, 95 % interval, then the quantiles 0, 0.1, 0.25, 0.5, 0.9, 1 (type 7)
describe <- function(x)
	emit("sample", x, c(mean(x), var(x), t.test(x)$conf.int,
	                    quantile(x, c(0, 0.1, 0.25, 0.5, 0.9, 1), type = 7)))
set.seed(41)
describe(c(2.25, 3))
describe(c(1, 2, 3, 4, 4))
describe(round(runif(31, 1, 4), 2))
describe(1e6 + rnorm(40))
describe(rexp(100))
describe(sleep$extra[sleep$group == 1])

writeLines(lines, file.path(out, "stats.tsv"))
