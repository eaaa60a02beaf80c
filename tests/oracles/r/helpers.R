# What takes apart the results of R's functions, so that each case is a list of numbers.

read_data <- function(name) {
  read.csv(file.path("data", paste0(name, ".csv")), stringsAsFactors = FALSE, na.strings = "")
}

# One part per stratum; "all" where the fit has none.
by_stratum <- function(s, part) {
  stratum <- if (is.null(s$strata)) factor(rep("all", length(s$time))) else s$strata
  lapply(split(seq_along(s$time), stratum, drop = TRUE), part)
}

# Every step of a curve; the standard error is Greenwood's, of S(t).
kmtab <- function(formula, data, conf.type) {
  s <- summary(survfit(formula, data = data, conf.type = conf.type), censored = TRUE)
  by_stratum(s, function(i) list(
    time = s$time[i], n_risk = s$n.risk[i], n_event = s$n.event[i], n_censor = s$n.censor[i],
    surv = s$surv[i], se_greenwood = s$std.err[i], lower = s$lower[i], upper = s$upper[i]))
}

# A curve at given times.
kmat <- function(fit, times) {
  s <- summary(fit, times = times, extend = TRUE)
  by_stratum(s, function(i) list(
    time = s$time[i], n_risk = s$n.risk[i], surv = s$surv[i],
    se_greenwood = s$std.err[i], lower = s$lower[i], upper = s$upper[i]))
}

# Quantiles of curves, a row per stratum.
qtab <- function(fit, probs = c(.25, .5, .75)) {
  q <- quantile(fit, probs = probs)
  list(probs = probs, strata = if (is.matrix(q$quantile)) rownames(q$quantile) else "all",
       quantile = unname(q$quantile), lower = unname(q$lower), upper = unname(q$upper))
}

# A fit of coxph: with robust errors these are `se`, and the model's own `naive_se`.
cox <- function(fit) {
  s <- summary(fit)
  named <- function(values, names) as.list(setNames(values, names))
  terms <- rownames(s$coefficients)
  list(
    coef = as.list(coef(fit)), se = named(sqrt(diag(fit$var)), names(coef(fit))),
    naive_se = if (!is.null(fit$naive.var)) named(sqrt(diag(fit$naive.var)), names(coef(fit))),
    z = named(s$coefficients[, "z"], terms),
    p = named(s$coefficients[, ncol(s$coefficients)], terms),
    hr = as.list(exp(coef(fit))),
    hr_lower95 = named(s$conf.int[, "lower .95"], rownames(s$conf.int)),
    hr_upper95 = named(s$conf.int[, "upper .95"], rownames(s$conf.int)),
    loglik_null = fit$loglik[1], loglik = fit$loglik[length(fit$loglik)],
    lr_test = unname(s$logtest), wald_test = unname(s$waldtest), score_test = unname(s$sctest),
    concordance = unname(s$concordance[1]), n = fit$n, nevent = fit$nevent,
    vcov = unname(fit$var))
}

# A fit of glm.
gl <- function(fit) {
  s <- coef(summary(fit))
  column <- function(i) as.list(setNames(s[, i], rownames(s)))
  list(coef = column(1), se = column(2), z = column(3), p = column(4), deviance = fit$deviance,
       null_deviance = fit$null.deviance, aic = fit$aic, loglik = as.numeric(logLik(fit)),
       n = nobs(fit), converged = fit$converged)
}

# A log-rank test: observed and expected are added over strata.
sdf <- function(s) {
  sums <- function(x) if (is.matrix(x)) rowSums(x) else x
  list(n = as.integer(s$n), obs = sums(s$obs), exp = sums(s$exp), var = unname(s$var),
       chisq = s$chisq, df = length(s$n) - 1L,
       p = pchisq(s$chisq, length(s$n) - 1, lower.tail = FALSE))
}

# Restricted means of a fit as survfit gives them.
rm1 <- function(fit, tau) {
  s <- summary(fit, rmean = tau)$table
  list(group = rownames(s), rmst = unname(s[, "rmean"]), se = unname(s[, "se(rmean)"]))
}

# Their difference and ratio, second group against first, as survRM2 has them.
dif <- function(data, time, event, group, tau) {
  levels <- sort(unique(data[[group]]))
  parts <- lapply(levels, function(one) {
    d <- data[data[[group]] == one, ]
    s <- summary(survfit(Surv(d[[time]], d[[event]]) ~ 1), rmean = tau)$table
    c(s[["rmean"]], s[["se(rmean)"]])
  })
  mean <- sapply(parts, `[`, 1)
  se <- sapply(parts, `[`, 2)
  gap <- mean[2] - mean[1]
  error <- sqrt(sum(se^2))
  list(groups = as.character(levels), rmst = mean, se = se, diff_2_minus_1 = gap, diff_se = error,
       lower = gap - qnorm(.975) * error, upper = gap + qnorm(.975) * error,
       p = 2 * pnorm(-abs(gap / error)), ratio_2_over_1 = mean[2] / mean[1],
       log_ratio_se = sqrt(sum((se / mean)^2)))
}

# One less Kaplan-Meier with every other end taken for a censoring: the naive estimate.
naive <- function(data, time, event, group, times) {
  fit <- survfit(Surv(data[[time]], data[[event]] == 1) ~ data[[group]])
  s <- summary(fit, times = times, extend = TRUE)
  names <- sub("^data\\[\\[group\\]\\]", group, as.character(s$strata))
  lapply(split(seq_along(s$time), names), function(i)
    list(time = s$time[i], one_minus_km = 1 - s$surv[i]))
}

# Cumulative incidence of two causes by three packages, and Gray's test; `group` may be NULL.
aj <- function(data, time, event, group, times) {
  ends <- factor(data[[event]], 0:2)
  of <- if (is.null(group)) rep("all", nrow(data)) else data[[group]]
  fit <- if (is.null(group)) survfit(Surv(data[[time]], ends) ~ 1)
         else survfit(Surv(data[[time]], ends) ~ of)
  s <- summary(fit, times = times, extend = TRUE)
  if (!is.null(s$strata)) levels(s$strata) <- sub("^of=", paste0(group, "="), levels(s$strata))
  states <- by_stratum(s, function(i) list(
    time = s$time[i], cif1 = s$pstate[i, 2], cif2 = s$pstate[i, 3], surv = s$pstate[i, 1],
    se1_IJ = s$std.err[i, 2], se2_IJ = s$std.err[i, 3], lower1 = s$lower[i, 2],
    upper1 = s$upper[i, 2], lower2 = s$lower[i, 3], upper2 = s$upper[i, 3]))
  fine <- if (is.null(group)) cuminc(data[[time]], data[[event]])
          else cuminc(data[[time]], data[[event]], of)
  at <- timepoints(fine, times)
  gray <- if (!is.null(group)) list(
    cause = rownames(fine$Tests), stat = unname(fine$Tests[, "stat"]),
    p = unname(fine$Tests[, "pv"]), df = unname(fine$Tests[, "df"]))
  list(survival_survfit = states,
       cmprsk = list(groups_cause = rownames(at$est), times = times, est = unname(at$est),
                     var_aalen = unname(at$var)),
       etm_greenwood = lapply(split(data, of), function(d) greenwood(d[[time]], d[[event]], times)),
       gray = gray)
}

# Greenwood's error of cumulative incidence, as etm has it.
greenwood <- function(time, event, times) {
  moves <- matrix(FALSE, 3, 3, dimnames = list(0:2, 0:2))
  moves[1, 2:3] <- TRUE
  one <- data.frame(id = seq_along(time), from = "0", to = ifelse(event == 0, "cens", event), time)
  fit <- etm(one, c("0", "1", "2"), moves, "cens", 0)
  of <- function(cause) list(trprob(fit, cause, times), sqrt(trcov(fit, cause, times)))
  first <- of("0 1")
  second <- of("0 2")
  list(time = times, cif1 = first[[1]], se1_greenwood = first[[2]],
       cif2 = second[[1]], se2_greenwood = second[[2]])
}

# Breslow and Day's test that odds ratios of 2 x 2 x k agree with a common one, and Tarone's.
bd <- function(tables, ratio) {
  parts <- apply(tables, 3, function(t) {
    row <- rowSums(t)
    column <- colSums(t)
    a <- ratio - 1
    b <- -(row[1] * ratio + column[1] * ratio + sum(t) - row[1] - column[1])
    root <- (-b - sqrt(b^2 - 4 * a * ratio * row[1] * column[1])) / (2 * a)
    cells <- c(root, row[1] - root, column[1] - root, sum(t) - row[1] - column[1] + root)
    c(t[1, 1], root, 1 / sum(1 / cells))
  })
  test <- sum((parts[1, ] - parts[2, ])^2 / parts[3, ])
  less <- sum(parts[1, ] - parts[2, ])^2 / sum(parts[3, ])
  df <- dim(tables)[3] - 1
  p <- function(x) pchisq(x, df, lower.tail = FALSE)
  list(breslow_day = test, p = p(test), tarone = test - less, tarone_p = p(test - less), df = df)
}

# Woolf's test of the same: log odds ratios around their weighted mean.
woolf <- function(tables) {
  log_ratio <- apply(tables, 3, function(t) log(t[1, 1] * t[2, 2] / (t[1, 2] * t[2, 1])))
  weight <- apply(tables, 3, function(t) 1 / sum(1 / t))
  test <- sum(weight * (log_ratio - weighted.mean(log_ratio, weight))^2)
  df <- dim(tables)[3] - 1
  list(chisq = test, df = df, p = pchisq(test, df, lower.tail = FALSE))
}

# Log-rank test of two groups with delayed entry, with the hypergeometric variance; of the second.
logrank_delayed <- function(entry, exit, event, second) {
  sums <- sapply(sort(unique(exit[event == 1])), function(t) {
    there <- entry < t & exit >= t
    n <- sum(there)
    own <- sum(there & second)
    d <- sum(event == 1 & exit == t)
    share <- own / n
    c(sum(event == 1 & exit == t & second), d * share,
      if (n > 1) d * share * (1 - share) * (n - d) / (n - 1) else 0)
  })
  all <- rowSums(sums)
  test <- (all[1] - all[2])^2 / all[3]
  list(observed_group = all[1], expected_group = all[2], var = all[3], chisq = test,
       p = pchisq(test, 1, lower.tail = FALSE))
}

# The largest of several weighted log-rank statistics, with S(t-) of both groups of the stratum.
max_combo <- function(time, event, group, entry = rep(0, length(time)), strata = rep(1, length(time))) {
  weights <- list(c(0, 0), c(0, 1), c(1, 0))
  score <- numeric(3)
  spread <- matrix(0, 3, 3)
  for (own in split(seq_along(time), strata)) {
    before <- 1
    for (t in sort(unique(time[own][event[own] == 1]))) {
      there <- own[entry[own] < t & time[own] >= t]
      hit <- there[time[there] == t & event[there] == 1]
      n <- length(there)
      d <- length(hit)
      share <- mean(group[there])
      weight <- sapply(weights, function(x) before^x[1] * (1 - before)^x[2])
      score <- score + weight * (sum(group[hit]) - d * share)
      if (n > 1) spread <- spread + outer(weight, weight) * d * (n - d) / (n - 1) * share * (1 - share)
      before <- before * (1 - d / n)
    }
  }
  z <- score / sqrt(diag(spread))
  correlation <- cov2cor(spread)
  largest <- max(abs(z))
  set.seed(1)
  inside <- pmvnorm(rep(-largest, 3), rep(largest, 3), corr = correlation,
                    algorithm = GenzBretz(maxpts = 5e6, abseps = 1e-8, releps = 0))[1]
  list(weights = weights, score = score, variance = diag(spread), z = z, correlation = correlation,
       maximum = largest, p_value = 1 - inside)
}

# People cut at each month, with the case weight w / n of their stratum and group, w = n1 n2 / (n1 + n2).
overlap_rows <- function(time, event, group, strata) {
  long <- data.frame(who = rep(seq_along(time), time), stop = sequence(time))
  long$group <- group[long$who]
  long$strata <- strata[long$who]
  long$event <- ifelse(long$stop == time[long$who], event[long$who], 0)
  count <- function(rows) ave(rows$stop, rows$stop, rows$strata, rows$group, FUN = length)
  long$n <- count(long)
  both <- ave(long$stop, long$stop, long$strata, FUN = length)
  long$case_weight <- (both - long$n) / both
  long[long$case_weight > 0, ]
}

# Covariance of S, F1, F2 from month to month: P(t) = P(t-) M, so that V(t) = M' V(t-) M and what the
# hazards of the month add; those of a stratum vary as multinomial shares, without bias.
standardised_spread <- function(rows, times) {
  p <- c(1, 0, 0)
  V <- matrix(0, 3, 3)
  with_later <- list() # covariance of the shares after an asked month with those of now
  found <- lapply(1:2, function(cause) matrix(0, length(times), length(times)))
  for (t in seq_len(max(times))) {
    now <- rows[rows$stop == t, ]
    hazard <- c(0, 0)
    noise <- matrix(0, 2, 2)
    total <- 0
    for (own in split(now, now$strata)) {
      w <- sum(own$case_weight)
      h <- c(mean(own$event == 1), mean(own$event == 2))
      total <- total + w
      hazard <- hazard + w * h
      n <- nrow(own)
      noise <- noise + w^2 * if (n > 1) (diag(h) - outer(h, h)) / (n - 1) else diag(h)
    }
    hazard <- hazard / total
    M <- rbind(c(1 - sum(hazard), hazard), c(0, 1, 0), c(0, 0, 1))
    moved <- rbind(-1, diag(2)) # out of S, into its cause
    V <- t(M) %*% V %*% M + p[1]^2 * moved %*% (noise / total^2) %*% t(moved)
    p <- drop(p %*% M)
    with_later <- lapply(with_later, function(one) one %*% M)
    i <- match(t, times)
    if (is.na(i)) next
    with_later[[i]] <- V
    for (j in seq_len(i)) for (cause in 1:2)
      found[[cause]][i, j] <- found[[cause]][j, i] <- with_later[[j]][cause + 1, cause + 1]
  }
  found
}

# Incidence of two causes in two groups of equal strata: estimates of survfit, errors of the recursion.
standardised <- function(time, event, group, strata, times, causes) {
  rows <- overlap_rows(time, event, group, strata)
  rows$ends <- factor(rows$event, 0:2)
  rows$row <- seq_len(nrow(rows))
  groups <- sort(unique(group))
  parts <- lapply(groups, function(g) {
    own <- rows[rows$group == g, ]
    fit <- survfit(Surv(stop - 1, stop, ends) ~ 1, data = own, id = row, weights = case_weight)
    list(share = summary(fit, times = times)$pstate[, 2:3],
         spread = standardised_spread(own, times))
  })
  values <- lapply(1:2, function(cause) {
    spread <- parts[[1]]$spread[[cause]] + parts[[2]]$spread[[cause]]
    list(group = setNames(lapply(parts, function(one) list(
           estimate = one$share[, cause], std_error = sqrt(diag(one$spread[[cause]])))), groups),
         difference = parts[[2]]$share[, cause] - parts[[1]]$share[, cause], covariance = spread,
         critical_value = { set.seed(1); qmvnorm(.95, tail = "both.tails", corr = cov2cor(spread),
           algorithm = GenzBretz(maxpts = 1e6, abseps = 1e-7, releps = 0))$quantile })
  })
  list(time = times, rows = nrow(rows), cause = setNames(values, causes))
}
