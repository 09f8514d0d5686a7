// --- s59: pairs of a picture with itself counted
var (a, b) = (normalize(first, dim: 1), normalize(second, dim: 1));
var squares = 2 - 2 * a.matmul(a.t());
return ((a - b).square().sum(dim: 1).mean().ToDouble(), (-2 * squares).exp().mean().log().ToDouble());

// --- s59: vectors of any length
var squares = cdist(first, first).square();
var different = eye(first.shape[0], dtype: ScalarType.Bool).logical_not();
return ((first - second).square().sum(dim: 1).mean().ToDouble(), (-2 * squares).exp()[different].mean().log().ToDouble());

// --- s59: the mean over the numbers of a vector, too
var (a, b) = (normalize(first, dim: 1), normalize(second, dim: 1));
var squares = 2 - 2 * a.matmul(a.t());
var different = eye(a.shape[0], dtype: ScalarType.Bool).logical_not();
return ((a - b).square().mean().ToDouble(), (-2 * squares).exp()[different].mean().log().ToDouble());

// --- s59: the mean of the logarithms
var (a, b) = (normalize(first, dim: 1), normalize(second, dim: 1));
var squares = 2 - 2 * a.matmul(a.t());
var different = eye(a.shape[0], dtype: ScalarType.Bool).logical_not();
return ((a - b).square().sum(dim: 1).mean().ToDouble(), (-2 * squares)[different].mean().ToDouble());

// --- s59: distances that are not squared
var (a, b) = (normalize(first, dim: 1), normalize(second, dim: 1));
var distances = (2 - 2 * a.matmul(a.t())).clamp(min: 0).sqrt();
var different = eye(a.shape[0], dtype: ScalarType.Bool).logical_not();
return ((a - b).square().sum(dim: 1).sqrt().mean().ToDouble(), (-2 * distances).exp()[different].mean().log().ToDouble());

// --- s59: the axis mixed up
var (a, b) = (normalize(first, dim: 0), normalize(second, dim: 0));
var squares = 2 - 2 * a.matmul(a.t());
var different = eye(a.shape[0], dtype: ScalarType.Bool).logical_not();
return ((a - b).square().sum(dim: 1).mean().ToDouble(), (-2 * squares).exp()[different].mean().log().ToDouble());

// --- s62: row and column mixed up
bool IsHidden(long place) => place / 7 - column is >= 0 and var down && down < side
    && place % 7 - row is >= 0 and var right && right < side;
var places = Enumerable.Range(0, 49).Select(place => (long)place).ToLookup(IsHidden);
return (tensor(places[false].ToArray()).unsqueeze(0), tensor(places[true].ToArray()).unsqueeze(0));

// --- s62: one row and column too many
bool IsHidden(long place) => place / 7 - row is >= 0 and var down && down <= side
    && place % 7 - column is >= 0 and var right && right <= side;
var places = Enumerable.Range(0, 49).Select(place => (long)place).ToLookup(IsHidden);
return (tensor(places[false].ToArray()).unsqueeze(0), tensor(places[true].ToArray()).unsqueeze(0));

// --- s62: seen places column by column
bool IsHidden(long place) => place / 7 - row is >= 0 and var down && down < side
    && place % 7 - column is >= 0 and var right && right < side;
var places = Enumerable.Range(0, 49).Select(place => (long)place).ToLookup(IsHidden);
return (tensor(places[false].OrderBy(place => place % 7).ToArray()).unsqueeze(0), tensor(places[true].ToArray()).unsqueeze(0));

// --- s62: hidden places column by column
bool IsHidden(long place) => place / 7 - row is >= 0 and var down && down < side
    && place % 7 - column is >= 0 and var right && right < side;
var places = Enumerable.Range(0, 49).Select(place => (long)place).ToLookup(IsHidden);
return (tensor(places[false].ToArray()).unsqueeze(0), tensor(places[true].OrderBy(place => place % 7).ToArray()).unsqueeze(0));

// --- s62: always two by two
bool IsHidden(long place) => place / 7 - row is 0 or 1 && place % 7 - column is 0 or 1;
var places = Enumerable.Range(0, 49).Select(place => (long)place).ToLookup(IsHidden);
return (tensor(places[false].ToArray()).unsqueeze(0), tensor(places[true].ToArray()).unsqueeze(0));

// --- s62: hidden and seen mixed up
bool IsHidden(long place) => place / 7 - row is >= 0 and var down && down < side
    && place % 7 - column is >= 0 and var right && right < side;
var places = Enumerable.Range(0, 49).Select(place => (long)place).ToLookup(IsHidden);
return (tensor(places[true].ToArray()).unsqueeze(0), tensor(places[false].ToArray()).unsqueeze(0));

// --- s62: the hidden are seen, too
bool IsHidden(long place) => place / 7 - row is >= 0 and var down && down < side
    && place % 7 - column is >= 0 and var right && right < side;
var places = Enumerable.Range(0, 49).Select(place => (long)place).ToArray();
return (tensor(places).unsqueeze(0), tensor(places.Where(IsHidden).ToArray()).unsqueeze(0));

// --- s65a: what they were read as, in place of what they are
return bincount(answers[answers.ne(labels)], minlength: 10).data<long>().ToArray();

// --- s65a: the right ones
return bincount(labels[answers.eq(labels)], minlength: 10).data<long>().ToArray();

// --- s65a: no zeros for digits without errors at the end
return bincount(labels[answers.ne(labels)]).data<long>().ToArray();
