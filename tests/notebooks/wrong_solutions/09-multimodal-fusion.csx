// --- f43: a bin of its own for a confidence of 1
return Enumerable.Range(0, isRight.Length)
    .GroupBy(i => (int)(confidences[i] * bins))
    .Sum(bin => Math.Abs(bin.Sum(i => (isRight[i] ? 1 : 0) - confidences[i]))) / isRight.Length;

// --- f43: the mean of the bins, not weighted
return Enumerable.Range(0, isRight.Length)
    .GroupBy(i => Math.Min(bins - 1, (int)(confidences[i] * bins)))
    .Average(bin => Math.Abs(bin.Average(i => (isRight[i] ? 1 : 0) - confidences[i])));

// --- f43: the absolute value of each answer
return Enumerable.Range(0, isRight.Length).Average(i => Math.Abs((isRight[i] ? 1 : 0) - confidences[i]));

// --- f43: the absolute value forgotten
return Enumerable.Range(0, isRight.Length)
    .GroupBy(i => Math.Min(bins - 1, (int)(confidences[i] * bins)))
    .Sum(bin => bin.Sum(i => (isRight[i] ? 1 : 0) - confidences[i])) / isRight.Length;

// --- f43: one bin
return Math.Abs(Enumerable.Range(0, isRight.Length).Average(i => (isRight[i] ? 1 : 0) - confidences[i]));

// --- f43: not divided by the answers
return Enumerable.Range(0, isRight.Length)
    .GroupBy(i => Math.Min(bins - 1, (int)(confidences[i] * bins)))
    .Sum(bin => Math.Abs(bin.Sum(i => (isRight[i] ? 1 : 0) - confidences[i])));

// --- f43: always ten bins
return Enumerable.Range(0, isRight.Length)
    .GroupBy(i => Math.Min(9, (int)(confidences[i] * 10)))
    .Sum(bin => Math.Abs(bin.Sum(i => (isRight[i] ? 1 : 0) - confidences[i]))) / isRight.Length;

// --- f43: rounded to the nearest bin
return Enumerable.Range(0, isRight.Length)
    .GroupBy(i => Math.Min(bins - 1, (int)Math.Round(confidences[i] * bins)))
    .Sum(bin => Math.Abs(bin.Sum(i => (isRight[i] ? 1 : 0) - confidences[i]))) / isRight.Length;

// --- f43: empty bins are 0/0
var error = 0.0;
for (var bin = 0; bin < bins; bin++)
{
    int[] inside = [.. Enumerable.Range(0, isRight.Length).Where(i => Math.Min(bins - 1, (int)(confidences[i] * bins)) == bin)];
    var gap = inside.Sum(i => (isRight[i] ? 1 : 0) - confidences[i]) / inside.Length;
    error += Math.Abs(gap) * inside.Length / isRight.Length;
}
return error;

// --- f46: everyone counted, present or not
var sum = experts.log_softmax(2).masked_fill(present.logical_not().unsqueeze(2), 0).sum(1L);
return (sum - (experts.shape[1] - 1) * prior.log()).log_softmax(1);

// --- f46: the first sample's k for all
var sum = experts.log_softmax(2).masked_fill(present.logical_not().unsqueeze(2), 0).sum(1L);
var k = present[0].to_type(ScalarType.Float32).sum();
return (sum - (k - 1) * prior.log()).log_softmax(1);

// --- f46: the prior taken out k times
var sum = experts.log_softmax(2).masked_fill(present.logical_not().unsqueeze(2), 0).sum(1L);
var k = present.to_type(ScalarType.Float32).sum(dim: 1, keepdim: true);
return (sum - k * prior.log()).log_softmax(1);

// --- f46: the prior put in
var sum = experts.log_softmax(2).masked_fill(present.logical_not().unsqueeze(2), 0).sum(1L);
var k = present.to_type(ScalarType.Float32).sum(dim: 1, keepdim: true);
return (sum + (k - 1) * prior.log()).log_softmax(1);

// --- f46: the prior forgotten
return experts.log_softmax(2).masked_fill(present.logical_not().unsqueeze(2), 0).sum(1L).log_softmax(1);

// --- f46: a sum that is no distribution
var sum = experts.log_softmax(2).masked_fill(present.logical_not().unsqueeze(2), 0).sum(1L);
var k = present.to_type(ScalarType.Float32).sum(dim: 1, keepdim: true);
return sum - (k - 1) * prior.log();

// --- f46: absent witnesses heard
var k = present.to_type(ScalarType.Float32).sum(dim: 1, keepdim: true);
return (experts.log_softmax(2).sum(1L) - (k - 1) * prior.log()).log_softmax(1);

// --- f46: the mean of the experts
var sum = experts.log_softmax(2).masked_fill(present.logical_not().unsqueeze(2), 0).sum(1L);
var k = present.to_type(ScalarType.Float32).sum(dim: 1, keepdim: true);
return (sum / k - (k - 1) * prior.log()).log_softmax(1);

// --- f49: as before
return new PairedDigitsOptions();

// --- f49: hardly any noise
return new PairedDigitsOptions { ImageDoubtful = DigitChannel.LookAlikes(right: 0.9), ToneDoubtful = DigitChannel.Neighbours(right: 0.9) };

// --- f49: nothing but noise
return new PairedDigitsOptions
{
    ImageDoubtful = DigitChannel.LookAlikes(right: 0, anywhere: 1),
    ImageTrusted = DigitChannel.LookAlikes(right: 0, anywhere: 1),
    ToneDoubtful = DigitChannel.Neighbours(right: 0, anywhere: 1),
    ToneTrusted = DigitChannel.Neighbours(right: 0, anywhere: 1),
    Caption = PairedDigitsOptions.NamesAndProperties(names: 0, nameRight: 0.8, propertyRight: 0.5),
};

// --- i2v-36: the natural logarithm
return -10 * Math.Log((drawn - real).square().mean().ToDouble());

// --- i2v-36: the sign forgotten
return 10 * Math.Log10((drawn - real).square().mean().ToDouble());

// --- i2v-36: the sign inside the logarithm, NaN
return 10 * Math.Log10(-(drawn - real).square().mean().ToDouble());

// --- i2v-36: twenty times the logarithm
return -20 * Math.Log10((drawn - real).square().mean().ToDouble());

// --- i2v-36: absolute errors
return -20 * Math.Log10((drawn - real).abs().mean().ToDouble());

// --- i2v-36: a sum in place of the mean
return -10 * Math.Log10((drawn - real).square().sum().ToDouble());

// --- i2v-39: turned round, not drawn
return string.Join(" ", said.Split(' ').Reverse());

// --- i2v-39: sorted
return string.Join(" ", said.Split(' ').Order());

// --- i2v-39: always in the same new order
var shuffled = said.Split(' ');
new Random(1).Shuffle(shuffled);
return string.Join(" ", shuffled);

// --- i2v-39: as it was
var shuffled = said.Split(' ');
random.Shuffle(shuffled);
return said;

// --- i2v-39: drawn with repetition
return string.Join(" ", random.GetItems(said.Split(' '), said.Split(' ').Length));

// --- i2v-39: the last word lost
var shuffled = said.Split(' ')[..^1];
random.Shuffle(shuffled);
return string.Join(" ", shuffled);

// --- i2v-39: letters in place of words
var letters = said.ToCharArray();
random.Shuffle(letters);
return new string(letters);

// --- i2v-42: another path with the same corners
(int X, int Y)[] moves = [(0, 1), (0, 1), (1, 0), (1, 0), (0, -1), (-1, 0), (-1, 0)];
var circle = new List<Tensor> { first };
foreach (var (dx, dy) in moves)
    circle.Add(circle[^1].roll([dy * speed, dx * speed], [2L, 3]));
return stack(circle.ToArray(), 2);

// --- i2v-42: the speed forgotten
(int X, int Y)[] moves = [(1, 0), (1, 0), (0, 1), (0, 1), (-1, 0), (-1, 0), (0, -1)];
var circle = new List<Tensor> { first };
foreach (var (dx, dy) in moves)
    circle.Add(circle[^1].roll([dy, dx], [2L, 3]));
return stack(circle.ToArray(), 2);

// --- i2v-42: always two pixels
(int X, int Y)[] moves = [(1, 0), (1, 0), (0, 1), (0, 1), (-1, 0), (-1, 0), (0, -1)];
var circle = new List<Tensor> { first };
foreach (var (dx, dy) in moves)
    circle.Add(circle[^1].roll([dy * 2, dx * 2], [2L, 3]));
return stack(circle.ToArray(), 2);

// --- i2v-42: x and y mixed up
(int X, int Y)[] moves = [(1, 0), (1, 0), (0, 1), (0, 1), (-1, 0), (-1, 0), (0, -1)];
var circle = new List<Tensor> { first };
foreach (var (dx, dy) in moves)
    circle.Add(circle[^1].roll([dx * speed, dy * speed], [2L, 3]));
return stack(circle.ToArray(), 2);

// --- i2v-42: each from the first frame
(int X, int Y)[] moves = [(1, 0), (1, 0), (0, 1), (0, 1), (-1, 0), (-1, 0), (0, -1)];
var circle = new List<Tensor> { first };
foreach (var (dx, dy) in moves)
    circle.Add(first.roll([dy * speed, dx * speed], [2L, 3]));
return stack(circle.ToArray(), 2);

// --- i2v-42: the first frame left out
(int X, int Y)[] moves = [(1, 0), (1, 0), (0, 1), (0, 1), (-1, 0), (-1, 0), (0, -1), (0, -1)];
var circle = new List<Tensor> { first };
foreach (var (dx, dy) in moves)
    circle.Add(circle[^1].roll([dy * speed, dx * speed], [2L, 3]));
return stack(circle.Skip(1).ToArray(), 2);
