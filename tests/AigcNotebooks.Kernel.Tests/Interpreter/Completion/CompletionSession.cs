using AigcNotebooks.Kernel.Interpreter.Completion;

namespace AigcNotebooks.Kernel.Tests.Interpreter.Completion;

/// <summary>One session for the many positions of a class of tests: completion changes nothing in it. In the codes, `|` is the cursor.</summary>
public sealed class CompletionSession : InterpreterTest
{
    private const string Cell = """
        using System.IO;
        using static System.Math;
        class Point
        {
            public int X; public int Y { get; set; } public Colour Colour { get; init; } public List<int> Marks { get; } = []; private int hidden;
            public Point() { }
            public Point(int x, int y = 2) { }
            public int Across() => X;
            public static Point Zero => new();
            public int this[int i] => i;
        }
        enum Colour { Red, Green }
        record Person(string Name, int Age, Person? Friend = null);
        abstract class Animal { protected abstract string Speak(int loudly, string words = ""); public virtual void Eat<T>(List<T> food) { } protected int legs; }
        sealed class Stone { }
        interface IShape { double Area(); }
        [AttributeUsage(AttributeTargets.All)] class NoteAttribute(string text, int page = 0) : Attribute { public string Text => text; }
        var point = new Point(); var words = new List<string>(); int? maybe = 1; (int Left, int Right) pair = (1, 2); Point[] points = [];
        var anon = new { Title = "a", Pages = 3 }; var task = Task.FromResult("x"); var map = new Dictionary<string, Point>(); object thing = 1; dynamic dyn = 1;
        Colour colour = Colour.Red; Person? person = null; IEnumerable<Person> people = []; bool flag = false; Func<int, Point> make = n => new Point(); const int Limit = 3;
        int Twice(int n) => 2 * n;
        void Paint(Colour colour, bool thick = false, params int[] widths) { }
        void Paint(Point where) { }
        """;

    public CompletionSession() => Run(Cell);

    private CompletionList CompleteAt(string code) => Interpreter.Complete(code.Replace("|", "", StringComparison.Ordinal), code.IndexOf('|', StringComparison.Ordinal));

    internal IReadOnlyList<string> Texts(string code) => [.. CompleteAt(code).Items.Select(item => item.Text)];

    internal CompletionItem First(string code) => CompleteAt(code).Items[0];

    internal void Offers(string code, string expected)
    {
        var offered = Texts(code).ToHashSet();
        Xunit.Assert.All(expected.Split(' '), text => Xunit.Assert.Contains(text, offered));
    }

    internal void DoesNotOffer(string code, string unexpected)
    {
        var offered = Texts(code).ToHashSet();
        Xunit.Assert.NotEmpty(offered);
        Xunit.Assert.All(unexpected.Split(' '), text => Xunit.Assert.DoesNotContain(text, offered));
    }

    /// <param name="expected">The list's beginning, separated by blanks, or by semicolons where texts hold blanks.</param>
    internal void OffersFirst(string code, string expected)
    {
        var first = expected.Split(expected.Contains(';') ? ';' : ' ', StringSplitOptions.RemoveEmptyEntries);
        Xunit.Assert.Equal(first, Texts(code).Take(first.Length));
    }
}
