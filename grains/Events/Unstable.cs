namespace Watchfloor.Events;

/// <summary>Since when conditions of an event come and go too often, and how often they did by now.</summary>
public sealed record Unstable(DateTimeOffset Since, int Changes);
