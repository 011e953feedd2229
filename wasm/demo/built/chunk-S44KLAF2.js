import{e as s}from"./chunk-CZU43CAO.js";function m(a){return s.default().decide(a)}function d(a){return s.default().classify(a)}export{m as a,d as b};
