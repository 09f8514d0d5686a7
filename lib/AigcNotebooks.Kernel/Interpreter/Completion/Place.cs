namespace AigcNotebooks.Kernel.Interpreter.Completion;

/// <summary>What C# expects where the cursor is.</summary>
internal enum Place
{
    /// <summary>A name that is being declared, a format, a label: nothing that could be offered.</summary>
    NewName,
    Statement,
    Expression,

    /// <summary>After a whole expression: an operator.</summary>
    AfterExpression,
    Type,
    Parameter,

    /// <summary>After `new`.</summary>
    Constructed,
    BaseType,
    Constraint,
    Attribute,
    Namespace,

    /// <summary>In the body of a type.</summary>
    Member,
    Override,
    Accessor,
    Pattern,
    AfterPattern,

    /// <summary>In an object initializer, behind `with`, or in a property pattern.</summary>
    Property,
    CaseLabel,
    ConstructorInitializer,
}
