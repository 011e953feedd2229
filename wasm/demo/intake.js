import "govseg/element";
import "./page.js";

// What reads descriptions is there before it is needed, so that the form goes on working without a network.
import("govseg/text");
