# Every case: its name, its input, a note, the packages asked, and the R that gives its numbers.

T3 <- c("plain", "log", "log-log")
ctl <- glm.control(epsilon = 1e-14, maxit = 200)
vet <- read_data("veteran")
h <- read_data("heart")
ch <- read_data("channing")
mg <- cbind(read_data("mgus2"), read_data("mgus2_cr")[c("etime", "ev")])
aml <- survival::aml
ucb <- read_data("ucbadmissions")
A <- xtabs(Freq ~ Gender + Admit + Dept, ucb)[c("Male", "Female"), , ]

case("cif_mgus2_all", "mgus2_cr.csv", note = NULL,
     packages = c("survival", "cmprsk", "etm"), function() aj(mg, "etime", "ev", NULL, c(12, 60, 120, 180, 240)))

case("cif_mgus2_sex", "mgus2_cr.csv (etime, ev: 0 censored 1 progression 2 death; sex) -- heavy ties across causes", note = NULL,
     packages = c("survival", "cmprsk", "etm"), function()
  c(aj(mg, "etime", "ev", "sex", c(12, 60, 120, 180, 240)), list(naive_1_minus_km = naive(mg, "etime", "ev", "sex", c(12, 60, 120, 180, 240)), n_tied_times_of_both_causes = length(intersect(mg$etime[mg$ev == 1], mg$etime[mg$ev == 2])))))

case("grouped_ph_equivalence", "veteran.csv grouped into 30-day intervals: cloglog GLM on person-period rows == direct ML of the grouped PH likelihood", note = "Prentice & Gloeckler 1978: beta of cloglog GLM is the beta of the underlying continuous-time PH model",
     packages = c("survival"), function() {
  v <- read_data("veteran"); v <- v[, c("time","status","trt","karno")]; v$J <- ceiling(v$time / 30); v$J <- pmin(v$J, 13); v$e <- ifelse(v$time > 390, 0, v$status)
  px <- do.call(rbind, lapply(seq_len(nrow(v)), function(i) data.frame(id = i, j = seq_len(v$J[i]), y = as.integer(seq_len(v$J[i]) == v$J[i]) * v$e[i], trt = v$trt[i] - 1, karno = v$karno[i] / 10)))
  write.csv(px, "data/veteran_grouped_personperiod.csv", row.names = FALSE)
  g <- glm(y ~ 0 + factor(j) + trt + karno, family = binomial("cloglog"), data = px, control = ctl)
  # direct: subject i with last interval J; P = exp(-e^{xb} L_{J-1}) - exp(-e^{xb} L_J) if event in J else exp(-e^{xb} L_J);  L_j = cumsum(exp(a_j))
  X <- cbind(v$trt - 1, v$karno / 10); nJ <- max(v$J)
  nll <- function(p) { L <- c(0, cumsum(exp(p[1:nJ]))); eta <- exp(X %*% p[nJ + 1:2]); lo <- L[v$J]; hi <- L[v$J + 1]; -sum(ifelse(v$e == 1, log(exp(-eta * lo) - exp(-eta * hi)), -eta * hi)) }
  o <- optim(coef(g) * 0.9, nll, method = "BFGS", control = list(reltol = 1e-16, maxit = 5000), hessian = TRUE); o <- optim(o$par, nll, method = "BFGS", control = list(reltol = 1e-16, maxit = 5000), hessian = TRUE)
  cc <- coxph(Surv(time, status) ~ I(trt - 1) + I(karno / 10), data = read_data("veteran"))
  list(cloglog_glm = gl(g), direct_grouped_ph = list(coef = unname(o$par), se = unname(sqrt(diag(solve(o$hessian)))), loglik = -o$value), max_abs_diff_beta = max(abs(o$par[nJ + 1:2] - coef(g)[nJ + 1:2])), continuous_cox_for_comparison = cox(cc)) })

case("immortal_time_heart", "heart.csv collapsed to one row per person (naive ever-transplant) vs time-varying vs landmark", note = "naive HR ~0.27 (huge 'benefit'); time-varying HR ~1.1-1.2 (no effect): the canonical immortal-time bias",
     packages = c("survival"), function() {
  one <- do.call(rbind, lapply(split(h, h$id), function(x) { x <- x[order(x$stop), ]; data.frame(id = x$id[1], futime = max(x$stop), fustat = x$event[nrow(x)], tx = as.integer(any(x$transplant == 1)),
                 tx_time = if (any(x$transplant == 1)) x$start[x$transplant == 1][1] else NA, age = x$age[1], surgery = x$surgery[1]) }))
  write.csv(one, "data/heart_one_row.csv", row.names = FALSE, na = "")
  naive <- coxph(Surv(futime, fustat) ~ tx, data = one); nv <- coxph(Surv(futime, fustat) ~ tx + age + surgery, data = one)
  tv <- coxph(Surv(start, stop, event) ~ transplant, data = h); tva <- coxph(Surv(start, stop, event) ~ transplant + age + surgery, data = h)
  lm <- function(L) { d <- one[one$futime > L, ]; d$txL <- as.integer(!is.na(d$tx_time) & d$tx_time <= L); list(landmark = L, n = nrow(d), n_tx = sum(d$txL), fit = cox(coxph(Surv(futime - L, fustat) ~ txL, data = d)),
       logrank = { s <- survdiff(Surv(futime - L, fustat) ~ txL, data = d); list(chisq = s$chisq, p = pchisq(s$chisq, 1, lower.tail = FALSE)) }) }
  list(naive_ever = cox(naive), naive_ever_adj = cox(nv), naive_km_at_365 = kmat(survfit(Surv(futime, fustat) ~ tx, data = one, conf.type = "log-log"), 365),
       time_varying = cox(tv), time_varying_adj = cox(tva), landmark = lapply(c(30, 60, 90), lm)) })

case("km_channing_left_truncated", "channing.csv (ageentry, age, death, gender 1=male 2=female); ages in months; delayed entry", note = "R's default timefix; risk set (entry, exit]; men: early risk set of 1-2 persons drives S(t) down",
     packages = c("survival"), function() {
  d <- ch[ch$age > ch$ageentry, ]
  f <- function(ct) survfit(Surv(ageentry, age, death) ~ gender, data = d, conf.type = ct)
  naive <- survfit(Surv(age, death) ~ gender, data = d)
  list(n_dropped_zero_length = nrow(ch) - nrow(d),
       curve_log = kmtab(Surv(ageentry, age, death) ~ gender, d, "log"),
       at = lapply(setNames(T3, T3), function(ct) kmat(f(ct), c(840, 900, 960, 1020, 1080, 1140))),
       quantile = lapply(setNames(T3, T3), function(ct) qtab(f(ct))),
       naive_ignoring_entry = list(at = kmat(naive, c(840, 900, 960, 1020, 1080, 1140)), quantile = qtab(naive)))
})

case("km_channing_left_truncated_from_68y", "channing.csv restricted to survival past 816 months (68 y): entry = max(entry, 816)", note = NULL,
     packages = c("survival"), function() {
  d <- ch[ch$age > 816, ]; d$ageentry <- pmax(d$ageentry, 816); d <- d[d$age > d$ageentry, ]
  f <- survfit(Surv(ageentry, age, death) ~ gender, data = d, conf.type = "log-log")
  list(n = as.list(setNames(as.integer(table(d$gender)), names(table(d$gender)))), at = kmat(f, c(840, 900, 960, 1020, 1080, 1140)), quantile = qtab(f))
})

case("km_exact_half", "veteran.csv / aml.csv sub-groups in which S(t) equals exactly 0.5 on an interval", note = NULL,
     packages = c("survival"), function() {
  # R: median = midpoint of the flat stretch.  First-crossing software returns its left end.
  g <- list(); add <- function(nm, d, t, e) { k <- survfit(Surv(d[[t]], d[[e]]) ~ 1, conf.type = "log-log"); if (any(abs(k$surv - .5) < 1e-9)) {
    q <- quantile(k, .5); j <- which(abs(k$surv - .5) < 1e-9)[1]; nx <- k$time[which(k$surv < .5 - 1e-9 & k$n.event > 0)[1]]
    g[[nm]] <<- list(time = d[[t]], event = d[[e]], r_median = unname(q$quantile), r_lower = unname(q$lower), r_upper = unname(q$upper), flat_from = k$time[j], flat_to = nx) } }
  for (c1 in unique(vet$celltype)) for (p in 0:1) for (tr in 1:2) { d <- vet[vet$celltype == c1 & vet$prior == p*10 & vet$trt == tr, ]; if (nrow(d) > 3) add(paste("veteran", c1, "prior", p, "trt", tr), d, "time", "status") }
  for (c1 in unique(vet$celltype)) for (tr in 1:2) add(paste("veteran", c1, "trt", tr), vet[vet$celltype == c1 & vet$trt == tr, ], "time", "status")
  for (x in unique(aml$x)) add(paste("aml", x), aml[aml$x == x, ], "time", "status")
  g
})

case("km_veteran_celltype", "veteran.csv (time, status, celltype)", note = NULL,
     packages = c("survival"), function() {
  f <- function(ct) survfit(Surv(time, status) ~ celltype, data = vet, conf.type = ct)
  list(at = lapply(setNames(T3, T3), function(ct) kmat(f(ct), c(30, 60, 90, 180, 360))),
       quantile = lapply(setNames(T3, T3), function(ct) qtab(f(ct))), table = as.data.frame(summary(f("log"))$table))
})

case("logrank_left_truncated_via_cox_score", "channing.csv;", note = "survdiff refuses (start,stop]; the Breslow-Cox score test is the delayed-entry log-rank with the non-hypergeometric tie variance; by-hand version uses the hypergeometric one",
     packages = c("survival"), function() {
  d <- ch[ch$age > ch$ageentry, ]
  fit <- coxph(Surv(ageentry, age, death) ~ gender, data = d, ties = "breslow")
  list(channing_breslow_score_chisq = fit$score,
       channing_logrank = logrank_delayed(d$ageentry, d$age, d$death, d$gender == 2))
})

case("logrank_mgus2_death_sex", "mgus2.csv (futime, death)", note = NULL,
     packages = c("survival"), function() list(logrank = sdf(survdiff(Surv(futime, death) ~ sex, data = mg)), peto_rho1 = sdf(survdiff(Surv(futime, death) ~ sex, data = mg, rho = 1))))

case("logrank_veteran_ksample", "veteran.csv", note = NULL,
     packages = c("survival"), function() list(
  celltype = sdf(survdiff(Surv(time, status) ~ celltype, data = vet)), celltype_rho1 = sdf(survdiff(Surv(time, status) ~ celltype, data = vet, rho = 1)),
  trt = sdf(survdiff(Surv(time, status) ~ trt, data = vet)), trt_strat_celltype = sdf(survdiff(Surv(time, status) ~ trt + strata(celltype), data = vet)),
  pairwise_celltype = { l <- sort(unique(vet$celltype)); pr <- combn(l, 2); p <- apply(pr, 2, function(q) { s <- survdiff(Surv(time, status) ~ celltype, data = vet[vet$celltype %in% q, ]); c(s$chisq, pchisq(s$chisq, 1, lower.tail = FALSE)) })
     list(pair = apply(pr, 2, paste, collapse = " vs "), chisq = p[1, ], p = p[2, ], p_holm = p.adjust(p[2, ], "holm"), p_bh = p.adjust(p[2, ], "BH")) }))

case("mantel_haenszel_ucb", "ucbadmissions.csv stratified by department", note = "Simpson's paradox: aggregate OR 1.84 in favour of men, stratified common OR 0.905",
     packages = c("survival"), function() { m1 <- mantelhaen.test(A, correct = TRUE); m0 <- mantelhaen.test(A, correct = FALSE); me <- mantelhaen.test(A, exact = TRUE); l <- 1:6
  B <- A[, , 2:6]; b0 <- mantelhaen.test(B, correct = FALSE); w <- woolf(A)
  list(common_or = unname(m0$estimate), or_ci = m0$conf.int[1:2], cmh_no_correction = unname(m0$statistic), p_no_correction = m0$p.value, cmh_correction = unname(m1$statistic), p_correction = m1$p.value,
       exact = list(cond_or = unname(me$estimate), ci = me$conf.int[1:2], p = me$p.value), woolf_homogeneity = w, breslow_day = bd(A, unname(m0$estimate)),
       without_dept_A = list(common_or = unname(b0$estimate), ci = b0$conf.int[1:2], cmh = unname(b0$statistic), p = b0$p.value, breslow_day = bd(B, unname(b0$estimate))),
       mh_rr = { num <- sum(sapply(l, function(k) A[1,1,k] * sum(A[2,,k]) / sum(A[,,k]))); den <- sum(sapply(l, function(k) A[2,1,k] * sum(A[1,,k]) / sum(A[,,k]))); num / den },
       mh_rd = { num <- sum(sapply(l, function(k) (A[1,1,k] * sum(A[2,,k]) - A[2,1,k] * sum(A[1,,k])) / sum(A[,,k]))); den <- sum(sapply(l, function(k) sum(A[1,,k]) * sum(A[2,,k]) / sum(A[,,k]))); num / den }) })

case("maxcombo_channing_delayed_entry", "channing.csv; women (gender 2) against men", note = "Largest of three weighted log-rank statistics with S(t-) of both groups of the stratum, hypergeometric variance; the three are linearly dependent: S + (1 - S) = 1, so that their correlation is singular",
     packages = c("survival", "mvtnorm"), function() {
  d <- ch[ch$age > ch$ageentry, ]
  max_combo(d$age, d$death, d$gender == 2, entry = d$ageentry)
})

case("maxcombo_lung_sex", "lung.csv", note = "Largest of three weighted log-rank statistics with S(t-) of both groups of the stratum, hypergeometric variance; the three are linearly dependent: S + (1 - S) = 1, so that their correlation is singular",
     packages = c("survival", "mvtnorm"), function() { d <- read_data("lung"); max_combo(d$time, d$status == 2, d$sex == 2) })

case("maxcombo_veteran_trt", "veteran.csv", note = "Largest of three weighted log-rank statistics with S(t-) of both groups of the stratum, hypergeometric variance; the three are linearly dependent: S + (1 - S) = 1, so that their correlation is singular",
     packages = c("survival", "mvtnorm"), function() max_combo(vet$time, vet$status, vet$trt == 2))

case("maxcombo_veteran_trt_by_celltype", "veteran.csv, stratified by celltype", note = "Largest of three weighted log-rank statistics with S(t-) of both groups of the stratum, hypergeometric variance; the three are linearly dependent: S + (1 - S) = 1, so that their correlation is singular",
     packages = c("survival", "mvtnorm"), function() max_combo(vet$time, vet$status, vet$trt == 2, strata = vet$celltype))

case("rmst_mgus2_death_sex", "mgus2.csv (futime, death)", note = NULL,
     packages = c("survival"), function() lapply(list(tau120 = 120, tau240 = 240), function(tau) c(list(tau = tau, survfit = rm1(survfit(Surv(futime, death) ~ sex, data = mg), tau)), dif(mg, "futime", "death", "sex", tau))))

case("rmst_veteran_trt", "veteran.csv", note = NULL,
     packages = c("survival"), function() lapply(list(tau100 = 100, tau365 = 365), function(tau) c(list(tau = tau, survfit = rm1(survfit(Surv(time, status) ~ trt, data = vet), tau)), dif(vet, "time", "status", "trt", tau))))

case("standardised_mgus2_sex_by_age", "mgus2_cr.csv (etime, ev: 0 censored 1 progression 2 death; sex), strata age below 70, 70 and more", note = "Estimates: survfit of people cut at each month with case weights w / n, w = n1 n2 / (n1 + n2) of the stratum. Errors: recursion of the covariance of S, F1, F2 over the months, weights taken as known",
     packages = c("survival", "mvtnorm"), function()
  standardised(mg$etime, mg$ev, mg$sex, mg$age >= 70, c(12, 60, 120, 180, 240), c("pcm", "death")))

case("tvc_heart_stanford", "heart.csv (start, stop, event, age, year, surgery, transplant, id)", note = "Crowley & Hu 1977 / Kalbfleisch & Prentice; time-varying transplant",
     packages = c("survival"), function() {
  f <- function(ties, fo) cox(coxph(fo, data = h, ties = ties))
  full <- Surv(start, stop, event) ~ age + year + surgery + transplant
  list(transplant_only = list(efron = f("efron", Surv(start, stop, event) ~ transplant), breslow = f("breslow", Surv(start, stop, event) ~ transplant)),
       full = list(efron = f("efron", full), breslow = f("breslow", full)),
       interaction_kp = list(efron = f("efron", Surv(start, stop, event) ~ (age + surgery) * transplant + year), breslow = f("breslow", Surv(start, stop, event) ~ (age + surgery) * transplant + year)),
       robust_cluster_id = cox(coxph(full, data = h, cluster = id))) })

case("multistate_mgus2_rows", "mgus2_multistate.csv (id, sex, start, stop, from, to: empty if censored)", note = "Three states, everybody starts as mgus; probabilities of survfit and etm, standard errors of both: infinitesimal jackknife by person (survfit), Greenwood (etm)",
     packages = c("survival", "etm"), function() {
  x <- read_data("mgus2_multistate"); x$to[is.na(x$to)] <- ""; q <- c("mgus", "pcm", "death"); when <- c(12, 60, 120, 240)
  x$ev <- factor(x$to, c("", "pcm", "death"), c("censor", "pcm", "death"))
  s <- summary(survfit(Surv(start, stop, ev) ~ sex, data = x, id = id, istate = factor(from, q), p0 = c(1, 0, 0)), times = when, extend = TRUE)
  greenwood <- function(k) {
    e <- data.frame(id = k$id, from = k$from, to = ifelse(k$to == "", "cens", k$to), entry = k$start, exit = k$stop)
    m <- etm(e, q, matrix(c(FALSE, FALSE, FALSE, TRUE, FALSE, FALSE, TRUE, TRUE, FALSE), 3), "cens", s = 0)
    at <- findInterval(when, m$time)
    list(pstate = t(sapply(at, function(i) m$est["mgus", , i])),
         std_err = t(sapply(at, function(i) sqrt(pmax(diag(m$cov[, , i])[paste("mgus", q)], 0)))))
  }
  list(states = q, times = when, strata = as.character(s$strata), pstate = unname(s$pstate), std_err_jackknife = unname(s$std.err), n_risk = unname(s$n.risk),
       etm = lapply(split(x, x$sex), function(k) lapply(greenwood(k), unname)))
})

case("multistate_mgus2_late", "mgus2_multistate_late.csv (id, sex, start, stop, from, to: empty if censored)", note = "Three states, everybody starts as mgus; people with an even id enter at month 6; probabilities of survfit and etm, standard errors of both: infinitesimal jackknife by person (survfit), Greenwood (etm)",
     packages = c("survival", "etm"), function() {
  x <- read_data("mgus2_multistate_late"); x$to[is.na(x$to)] <- ""; q <- c("mgus", "pcm", "death"); when <- c(12, 60, 120, 240)
  x$ev <- factor(x$to, c("", "pcm", "death"), c("censor", "pcm", "death"))
  s <- summary(survfit(Surv(start, stop, ev) ~ sex, data = x, id = id, istate = factor(from, q), p0 = c(1, 0, 0)), times = when, extend = TRUE)
  greenwood <- function(k) {
    e <- data.frame(id = k$id, from = k$from, to = ifelse(k$to == "", "cens", k$to), entry = k$start, exit = k$stop)
    m <- etm(e, q, matrix(c(FALSE, FALSE, FALSE, TRUE, FALSE, FALSE, TRUE, TRUE, FALSE), 3), "cens", s = 0)
    at <- findInterval(when, m$time)
    list(pstate = t(sapply(at, function(i) m$est["mgus", , i])),
         std_err = t(sapply(at, function(i) sqrt(pmax(diag(m$cov[, , i])[paste("mgus", q)], 0)))))
  }
  list(states = q, times = when, strata = as.character(s$strata), pstate = unname(s$pstate), std_err_jackknife = unname(s$std.err), n_risk = unname(s$n.risk),
       etm = lapply(split(x, x$sex), function(k) lapply(greenwood(k), unname)))
})
