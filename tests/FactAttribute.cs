using System.Runtime.CompilerServices;

namespace Watchfloor.Tests;

/// <summary>xunit's fact. The language has an attribute of the same name, which would be found first from here.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class FactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1) : Xunit.FactAttribute(file, line);
