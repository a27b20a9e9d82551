# What the scripts of this folder share. Each begins with source("oracle.R"), reads data/NAME.txt and writes
# golden/NAME.txt. Run all of them by golden.sh.
options(warn = 1)

# Data sets: a list of lists of columns, by name.
read_data <- function(name) {
	sets <- list()
	for (line in readLines(file.path("data", paste0(name, ".txt")))) {
		if (grepl("^\\[", line)) {
			set <- sub("^\\[([^]]*)\\].*", "\\1", line)
			sets[[set]] <- list()
		} else if (grepl("^[^# ]", line)) {
			words <- strsplit(trimws(line), " +")[[1]]
			sets[[set]][[words[1]]] <- as.numeric(ifelse(words[-1] == "NA", NA, words[-1]))
		}
	}
	sets
}

golden <- character()

# One golden value: "set what number". What R cannot say is nan.
put <- function(set, what, x)
	golden <<- c(golden, paste(set, what, if (is.na(x)) "nan" else sprintf("%.17g", x)))

# Several, from a named vector.
puts <- function(set, values)
	for (what in names(values)) put(set, what, values[[what]])

# What R works out, or NA where it refuses.
or_na <- function(expression)
	tryCatch(suppressWarnings(expression), error = function(e) NA_real_)

write_golden <- function(name)
	writeLines(golden, file.path(commandArgs(trailingOnly = TRUE)[1], paste0(name, ".txt")))
