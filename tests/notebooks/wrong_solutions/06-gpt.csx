// --- eb04f82f: the mean of the probabilities
return 1 / logProbabilities.Average(Math.Exp);

// --- eb04f82f: the sign forgotten
return Math.Exp(logProbabilities.Average());

// --- eb04f82f: a sum in place of the mean
return Math.Exp(-logProbabilities.Sum());

// --- eb04f82f: bits
return Math.Pow(2, -logProbabilities.Average());

// --- eb04f82f: the loss itself
return -logProbabilities.Average();

// --- eb04f82f: a constant
return 4;

// --- eb04f82f: always two tokens
return Math.Exp(-logProbabilities.Sum() / 2);

// --- 51a06964: overlapping pairs merge, too
var merged = new List<string>();
for (var i = 0; i < tokens.Count; i++)
    if (i + 1 < tokens.Count && tokens[i] == left && tokens[i + 1] == right)
        merged.Add(left + right);
    else
        merged.Add(tokens[i]);
return merged;

// --- 51a06964: the last token lost
var merged = new List<string>();
for (var i = 0; i < tokens.Count - 1; i++)
    if (tokens[i] == left && tokens[i + 1] == right)
        merged.Add(left + tokens[++i]);
    else
        merged.Add(tokens[i]);
return merged;

// --- 51a06964: beyond the end
var merged = new List<string>();
for (var i = 0; i < tokens.Count; i++)
    if (tokens[i] == left && tokens[i + 1] == right)
        merged.Add(left + tokens[++i]);
    else
        merged.Add(tokens[i]);
return merged;

// --- 51a06964: the first pair alone
var merged = tokens.ToList();
for (var i = 0; i + 1 < merged.Count; i++)
    if (merged[i] == left && merged[i + 1] == right)
    {
        merged[i] += right;
        merged.RemoveAt(i + 1);
        break;
    }
return merged;

// --- 51a06964: pairs in either order
var merged = new List<string>();
for (var i = 0; i < tokens.Count; i++)
    if (i + 1 < tokens.Count && (tokens[i] == left && tokens[i + 1] == right || tokens[i] == right && tokens[i + 1] == left))
        merged.Add(tokens[i] + tokens[++i]);
    else
        merged.Add(tokens[i]);
return merged;

// --- 51a06964: joined text, where parts of tokens match
return [.. string.Join("|", tokens).Replace($"{left}|{right}", left + right)
    .Split('|', StringSplitOptions.RemoveEmptyEntries)];

// --- cb32d16e: the maximum of the batch
var probabilities = logits.softmax(-1);
return logits.masked_fill(probabilities < m * probabilities.max(), double.NegativeInfinity);

// --- cb32d16e: a limit that does not depend on the likeliest
return logits.masked_fill(logits.softmax(-1) < m, double.NegativeInfinity);

// --- cb32d16e: the axis mixed up
var probabilities = logits.softmax(0);
return logits.masked_fill(probabilities < m * probabilities.amax([0], keepdim: true), double.NegativeInfinity);

// --- cb32d16e: probabilities returned
var probabilities = logits.softmax(-1);
return probabilities.masked_fill(probabilities < m * probabilities.amax([-1], keepdim: true), double.NegativeInfinity);

// --- cb32d16e: the likely ones left out
var probabilities = logits.softmax(-1);
return logits.masked_fill(probabilities > m * probabilities.amax([-1], keepdim: true), double.NegativeInfinity);

// --- cb32d16e: 0 in place of minus infinity
var probabilities = logits.softmax(-1);
return logits.masked_fill(probabilities < m * probabilities.amax([-1], keepdim: true), 0);

// --- cb32d16e: logits compared, not probabilities
return logits.masked_fill(logits < m * logits.amax([-1], keepdim: true), double.NegativeInfinity);

// --- per-character: the other way round
return lossPerToken * characters / tokens;

// --- per-character: whole numbers divided
return lossPerToken * (tokens / characters);

// --- per-character: the tokens forgotten
return lossPerToken / characters;
