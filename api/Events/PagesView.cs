using Watchfloor.Notifications;

namespace Watchfloor.Events;

/// <summary>Why somebody was paged for an event, and why not.</summary>
/// <param name="Why">Where its escalations stand and how it came to that, in sentences for people.</param>
/// <param name="Items">Every page that was made, oldest first, then those of levels that never came, in the order in which they would have come.</param>
sealed record PagesView(string Why, IReadOnlyList<PageView> Items);
