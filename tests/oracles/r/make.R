# Makes every reference case again: Rscript r/make.R FOLDER, in the folder that holds `data`.
# FOLDER gets one JSON file for each case; files of `data` that cases write stay as they are.

options(keep.source = TRUE)
needed <- c("survival", "cmprsk", "etm", "mvtnorm", "jsonlite")
missing <- needed[!sapply(needed, requireNamespace, quietly = TRUE)]
if (length(missing)) {
  message("R packages are missing: ", paste(missing, collapse = ", "), ". Install them, e.g. ",
          "install.packages(c(", paste0('"', missing, '"', collapse = ", "), ")), ",
          "or in Debian r-cran-", paste(missing, collapse = " r-cran-"), ".")
  quit(status = 2)
}
suppressMessages(for (one in needed) library(one, character.only = TRUE))

target <- commandArgs(trailingOnly = TRUE)[1]

case <- function(name, data, fun, note, packages) {
  result <- fun()
  versions <- sapply(packages, function(one) as.character(packageVersion(one)))
  out <- list(
    case = name, data = data, note = note,
    r = list(version = R.version.string, packages = as.list(versions)),
    code = paste(as.character(attr(fun, "srcref")), collapse = "\n"), result = result)
  text <- toJSON(out, digits = I(15), auto_unbox = TRUE, na = "null", null = "null", pretty = TRUE)
  writeLines(text, file.path(target, paste0(name, ".json")))
}

source("r/helpers.R")
source("r/cases.R")
