// --- t37: without the border
var corner = ink[.., ..^1, ..^1];
var dx = ink[.., ..^1, 1..] - corner;
var dy = ink[.., 1.., ..^1] - corner;
return 2 * ink.sum([1, 2]) / (dx.pow(2) + dy.pow(2)).sqrt().sum([1, 2]);

// --- t37: the differences added, not their squares
var padded = pad(ink, [1, 1, 1, 1]);
var corner = padded[.., ..^1, ..^1];
var dx = padded[.., ..^1, 1..] - corner;
var dy = padded[.., 1.., ..^1] - corner;
return 2 * ink.sum([1, 2]) / (dx.abs() + dy.abs()).sum([1, 2]);

// --- t37: once the area
var padded = pad(ink, [1, 1, 1, 1]);
var corner = padded[.., ..^1, ..^1];
var dx = padded[.., ..^1, 1..] - corner;
var dy = padded[.., 1.., ..^1] - corner;
return ink.sum([1, 2]) / (dx.pow(2) + dy.pow(2)).sqrt().sum([1, 2]);

// --- t37: the outline of all pictures together
var padded = pad(ink, [1, 1, 1, 1]);
var corner = padded[.., ..^1, ..^1];
var dx = padded[.., ..^1, 1..] - corner;
var dy = padded[.., 1.., ..^1] - corner;
return 2 * ink.sum([1, 2]) / (dx.pow(2) + dy.pow(2)).sqrt().sum();

// --- t37: the border of rows alone
var padded = pad(ink, [0, 0, 1, 1]);
var corner = padded[.., ..^1, ..^1];
var dx = padded[.., ..^1, 1..] - corner;
var dy = padded[.., 1.., ..^1] - corner;
return 2 * ink.sum([1, 2]) / (dx.pow(2) + dy.pow(2)).sqrt().sum([1, 2]);

// --- t78: upside down
return Tone.Features(Tone.Wave(Tone.Pitch(31 - heights, 32)));

// --- t78: a picture of 28 rows
return Tone.Features(Tone.Wave(Tone.Pitch(heights, 28)));

// --- t78: heights from 0 to 1
return Tone.Features(Tone.Wave(Tone.Pitch(heights / 32, 32)));

// --- t78: one height a clip
return Tone.Features(Tone.Wave(Tone.Pitch(heights.mean([1L], keepdim: true).expand_as(heights), 32)));

// --- t78: the first clip's heights for all
return Tone.Features(Tone.Wave(Tone.Pitch(heights[..1].expand_as(heights), 32)));

// --- t78: a constant
return zeros(heights.shape[0], heights.shape[1], Tone.Bands);

// --- t80a: not scaled
var scores = queries.matmul(keys.transpose(0, 1));
return scores.masked_fill(isPadding, double.NegativeInfinity).softmax(1).matmul(values);

// --- t80a: scaled by 64, not by its root
var scores = queries.matmul(keys.transpose(0, 1)) / queries.shape[1];
return scores.masked_fill(isPadding, double.NegativeInfinity).softmax(1).matmul(values);

// --- t80a: scaled by the number of words
var scores = queries.matmul(keys.transpose(0, 1)) / Math.Sqrt(keys.shape[0]);
return scores.masked_fill(isPadding, double.NegativeInfinity).softmax(1).matmul(values);

// --- t80a: padding counts
var scores = queries.matmul(keys.transpose(0, 1)) / Math.Sqrt(queries.shape[1]);
return scores.softmax(1).matmul(values);

// --- t80a: scores of padding 0, which still count
var scores = queries.matmul(keys.transpose(0, 1)) / Math.Sqrt(queries.shape[1]);
return scores.masked_fill(isPadding, 0).softmax(1).matmul(values);

// --- t80a: padding left out after the softmax, whose sum is then below 1
var scores = queries.matmul(keys.transpose(0, 1)) / Math.Sqrt(queries.shape[1]);
return scores.softmax(1).masked_fill(isPadding, 0).matmul(values);

// --- t80a: the axis mixed up
var scores = queries.matmul(keys.transpose(0, 1)) / Math.Sqrt(queries.shape[1]);
return scores.masked_fill(isPadding, double.NegativeInfinity).softmax(0).matmul(values);

// --- t80a: everything padded but the padding
var scores = queries.matmul(keys.transpose(0, 1)) / Math.Sqrt(queries.shape[1]);
return scores.masked_fill(isPadding.logical_not(), double.NegativeInfinity).softmax(1).matmul(values);

// --- t81: the last end left out
var share = (arange(count).to_type(ScalarType.Float32) / count).unsqueeze(1);
return Film(averagedVideo, Enumerable.Repeat(said, count).ToArray(), (1 - share) * one + share * other);

// --- t81: from the other to the one
var share = linspace(0, 1, count).unsqueeze(1);
return Film(averagedVideo, Enumerable.Repeat(said, count).ToArray(), share * one + (1 - share) * other);

// --- t81: the first noise for all
return Film(averagedVideo, Enumerable.Repeat(said, count).ToArray(), one.expand(count, -1));

// --- t81: weights whose squares should sum to 1, NaN beyond the middle
var share = linspace(0, 1, count).unsqueeze(1);
return Film(averagedVideo, Enumerable.Repeat(said, count).ToArray(), (1 - 2 * share).sqrt() * one + (2 * share).sqrt() * other);

// --- t81: one caption for all
var share = linspace(0, 1, count).unsqueeze(1);
return Film(averagedVideo, [said], (1 - share) * one + share * other);

// --- t81: one clip too many
var share = linspace(0, 1, count + 1).unsqueeze(1);
return Film(averagedVideo, Enumerable.Repeat(said, count + 1).ToArray(), (1 - share) * one + share * other);
