import { HttpTransportType, HubConnectionBuilder, LogLevel } from "@microsoft/signalr";
import type { LiveFrame, OpenFeed } from "./frames";

/** One request opens the connection: of several servers behind one address the second request might reach another. */
const atOnce = { skipNegotiation: true, transport: HttpTransportType.WebSockets };

/** The stream `Live(cursor)` of the hub, over the session cookie. One call is one connection. */
export const signalrFeed: OpenFeed = (cursor, onFrame, signal) =>
  new Promise((resolve, reject) => {
    const hub = new HubConnectionBuilder()
      .withUrl("/hubs/live", atOnce)
      .configureLogging(LogLevel.None)
      .build();
    hub.serverTimeoutInMilliseconds = 10_000;
    hub.keepAliveIntervalInMilliseconds = 4000;

    const end = (error?: Error) => {
      signal.removeEventListener("abort", abandon);
      void hub.stop();
      if (error === undefined) resolve();
      else reject(error);
    };
    const abandon = () => end(new Error("abandoned"));

    signal.addEventListener("abort", abandon);
    hub.onclose(end);
    hub
      .start()
      .then(
        () =>
          hub
            .stream<LiveFrame>("Live", cursor)
            .subscribe({ next: onFrame, complete: () => end(), error: (error: Error) => end(error) }),
        end,
      );
  });
