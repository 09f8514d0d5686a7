// --- c42: a sum in place of the mean
return (1 - probabilities).log().sum();

// --- c42: the logarithm of the mean
return (1 - probabilities).mean().log();

// --- c42: the discriminator's sign
return -(1 - probabilities).log().mean();

// --- c42: the loss that does not saturate
return -probabilities.log().mean();

// --- c42: D - 1, whose logarithm is NaN though its slope is right
return (probabilities - 1).log().mean();

// --- c45: the last vector left out
var t = (arange(count).to_type(ScalarType.Float32) / count).unsqueeze(1);
return from * (1 - t) + to * t;

// --- c45: from the second to the first
var t = linspace(0, 1, count).unsqueeze(1);
return from * t + to * (1 - t);

// --- c45: steps that grow
var t = linspace(0, 1, count).square().unsqueeze(1);
return from * (1 - t) + to * t;

// --- c45: always twelve
var t = linspace(0, 1, 12).unsqueeze(1);
return from * (1 - t) + to * t;
