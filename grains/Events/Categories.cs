namespace Watchfloor.Events;

/// <summary>Categories are free words of a small alphabet.</summary>
public static class Categories
{
    /// <summary>What to say of one that is not.</summary>
    public const string Words = "category must be 1 to 64 of a-z, 0-9, dot, underscore and hyphen";

    /// <summary>1–64 of <c>[a-z0-9._-]</c>.</summary>
    public static bool IsOne(string? category) =>
        category is { Length: >= 1 and <= 64 }
        && category.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '.' or '_' or '-');
}
