"""Cells as a long session brings them: each declares, redeclares, prints, shows or computes something, and no two are alike."""


def cell(number: int) -> str:
    return KINDS[number % len(KINDS)].replace("NN", str(number))


KINDS = [
    "var value = NN;\nvalue * 2",
    "var onlyNN = \"text NN\";\nConsole.WriteLine(onlyNN.Length);",
    "int Twice(int x) => 2 * x + NN;\nTwice(3)",
    "class ShapeNN\n{\n    public double Width { get; set; } = NN;\n    public double Area() => Width * Width;\n}\nvar shape = new ShapeNN();\nshape.Area()",
    "record Row(int Number, string Name);\nvar row = new Row(NN, \"n\");\n(row with { Name = \"m\" }).Name",
    "Enumerable.Range(0, 200).Where(x => x % 3 == 0).Select(x => x * NNL).Sum()",
    "for (var turn = 0; turn < 20; turn++)\n    Console.WriteLine($\"{turn} of NN: {turn / 3.0:F2}\");",
    "var shown = display(\"cell NN\");\nshown.Update(\"still cell NN\");",
    "var words = new Dictionary<string, int> { [\"aNN\"] = NN, [\"b\"] = 2 };\nwords.OrderBy(word => word.Value).Select(word => word.Key).ToList()",
    "var list = new List<(int Number, string Name)> { (NN, \"a\") };\nlist.Add((2, \"b\"));\nlist.Count",
]
