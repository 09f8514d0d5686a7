using Xunit;

namespace AigcNotebooks.Kernel.Tests.Interpreter.Completion;

/// <summary>What a call, an initializer, a pattern or a base class asks for.</summary>
public sealed class CallCompletionTests(CompletionSession session) : IClassFixture<CompletionSession>
{
    [Theory]
    [InlineData("Twice(|", "n:")]
    [InlineData("Paint(|", "colour: thick: where: Colour.Red Colour.Green")]
    [InlineData("Paint(Colour.Red, |", "thick: flag")]
    [InlineData("Paint(thick: true, |", "colour:")]
    [InlineData("new Point(|", "x: y: Limit Twice")]
    [InlineData("new Point(1, |", "y:")]
    [InlineData("Point p = new(|", "x: y:")]
    [InlineData("class A : Point { public A() : base(|", "x: y:")]
    [InlineData("class A(int n) : Point(|", "x: y:")]
    [InlineData("[Note(|] class A { }", "text: page:")]
    [InlineData("Paint(col|", "colour: colour Colour.Red")]
    [InlineData("Paint(thick: |", "flag")]
    [InlineData("Paint(colour: |", "Colour.Red Colour.Green colour")]
    [InlineData("colour = |", "Colour.Red Colour.Green colour")]
    [InlineData("Colour other = |", "Colour.Red Colour.Green colour")]
    [InlineData("if (colour == |", "Colour.Red Colour.Green colour")]
    [InlineData("if (colour is |", "Colour.Red Colour.Green")]
    [InlineData("switch (colour) { case |", "Colour.Red Colour.Green")]
    [InlineData("var r = colour switch { |", "Colour.Red Colour.Green")]
    [InlineData("var r = colour switch { Colour.Red => 1, |", "Colour.Red Colour.Green")]
    [InlineData("new Point { Colour = |", "Colour.Red Colour.Green colour")]
    [InlineData("Colour Get() => |", "Colour.Red Colour.Green")]
    [InlineData("Colour Get() { return |", "Colour.Red Colour.Green")]
    [InlineData("colour = Gre|", "Colour.Green")]
    [InlineData("File.Open(\"x\", |", "options: mode:")]
    [InlineData("new Point { |", "Colour Marks X Y")]
    [InlineData("new Point { X = 1, |", "Colour Marks Y")]
    [InlineData("new Point { X = 1, | }", "Colour Marks Y")]
    [InlineData("Point p = new() { |", "Colour Marks X Y")]
    [InlineData("var p = person with { |", "Age Friend Name")]
    [InlineData("if (point is { |", "Colour Marks X Y")]
    [InlineData("if (point is { X: > 1, |", "Colour Marks Y")]
    [InlineData("if (person is { Friend: { |", "Age Friend Name")]
    [InlineData("if (thing is Point { |", "Colour Marks X Y")]
    [InlineData("Point p = new |", "Point")]
    [InlineData("throw new |", "Exception")]
    [InlineData("class D : Animal { public override |", "string Speak(int loudly, string words = \"\");void Eat<T>(List<T> food);bool Equals(object? obj)")]
    [InlineData("class D : Animal { protected override string |", "Speak(int loudly, string words = \"\");ToString()")]
    [InlineData("class D : Animal { protected override Sp|", "string Speak(int loudly, string words = \"\");")]
    [InlineData("class D : Animal { public override string ToString() => \"\"; public override i|", "int GetHashCode();")]
    [InlineData("Console.WL|", "WindowLeft WriteLine")]
    public void AskedForComesFirst(string code, string expected) => session.OffersFirst(code, expected);

    [Theory]
    [InlineData("new List<Point> { |", "point Capacity")]
    [InlineData("File.Open(\"x\", |", "FileMode.CreateNew")]
    [InlineData("new Point[] { |", "point")]
    [InlineData("new Dictionary<string, int> { [|", "words")]
    [InlineData("Twice(1).CompareTo(|", "value: point")]
    [InlineData("foreach (var w in words.Where(|", "predicate: words")]
    public void Offers(string code, string expected) => session.Offers(code, expected);

    [Theory]
    [InlineData("new Point { X = 1, |", "X Across point")]
    [InlineData("Paint(thick: true, |", "thick:")]
    [InlineData("Paint(Colour.Red, |", "colour: where: widths:")]
    [InlineData("words.ForEach(w => |", "action:")]
    [InlineData("Twice(1 + |", "n:")]
    [InlineData("Paint(thick: |", "colour:")]
    public void DoesNotOffer(string code, string unexpected) => session.DoesNotOffer(code, unexpected);

    [Fact]
    public void SignaturesSayTypesAndOverloads()
    {
        Assert.Equal("bool", session.First("Paint(Colour.Red, thi|").Signature);
        Assert.Equal("(int n)", session.First("Twic|").Signature);
        Assert.Equal("(Colour colour, [bool thick], params int[] widths) (+ 1 overloads)", session.First("Pain|").Signature);
        Assert.Equal("Animal", session.First("class D : Animal { public override |").Signature);
    }
}
