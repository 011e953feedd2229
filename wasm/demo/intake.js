import "govseg/element";
import "./page.js";
