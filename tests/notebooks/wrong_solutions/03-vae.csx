// --- c56: the standard deviation where the variance belongs
return 0.5 * (logVariance2 - logVariance1 + ((logVariance1 / 2).exp() + (mean1 - mean2).square()) / (logVariance2 / 2).exp() - 1);

// --- c56: from the second to the first
return 0.5 * (logVariance1 - logVariance2 + (logVariance2.exp() + (mean1 - mean2).square()) / logVariance1.exp() - 1);

// --- c56: without the means
return 0.5 * (logVariance2 - logVariance1 + logVariance1.exp() / logVariance2.exp() - 1);

// --- c56: the log-variance taken for the logarithm of the deviation
return logVariance2 - logVariance1 + (logVariance1.exp() + (mean1 - mean2).square()) / (2 * logVariance2.exp()) - 0.5;

// --- c56: one sum in place of each number's
return 0.5 * (logVariance2 - logVariance1 + (logVariance1.exp() + (mean1 - mean2).square()) / logVariance2.exp() - 1).sum();

// --- c59: the mean of the logarithms, which is the ELBO
return logWeights.mean([1L]);

// --- c59: weights that are 0 in float32
return logWeights.exp().mean([1L]).log();

// --- c59: the sum of the weights
return logWeights.logsumexp(1);

// --- c59: the axis mixed up
return logWeights.logsumexp(0) - Math.Log(logWeights.shape[0]);

// --- c59: the number of images in place of the number of codes
return logWeights.logsumexp(1) - Math.Log(logWeights.shape[0]);

// --- c59: the largest weight alone
return logWeights.amax([1L]);

// --- c62: what is dear, as before
return [.. elbo.PerImage.Select(value => -value)];

// --- c62: the distance has a sign
var middle = usual.Order().ElementAt(usual.Length / 2);
return [.. elbo.PerImage.Select(value => value - middle)];

// --- c62: a constant
return [.. elbo.PerImage.Select(_ => 1f)];

// --- c62: the distance from the cheapest
return [.. elbo.PerImage.Select(value => Math.Abs(value - usual.Max()))];

// --- c62: NaN
return [.. elbo.PerImage.Select(value => (float)Math.Log(value))];

// --- c62: one score of all
return [elbo.PerImage.Average()];
